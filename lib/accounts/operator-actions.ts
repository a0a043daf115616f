import type { Sql } from "postgres";
import { z } from "zod";
import { findCity } from "@/lib/cities/cities";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import type { Account } from "./account";
import { audit } from "./audit";
import { endSessions } from "./sessions";

export const changeUserInput = z
  .strictObject({ role: z.enum(["user", "operator"]).optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, "must change something");
export const cityGrantInput = z.strictObject({ organization_id: z.uuid(), city_id: z.string().max(60) });

interface Deps {
  readonly sql: Sql;
  readonly now: () => number;
}

/**
 * Makes somebody an operator or an ordinary user, or locks them out (and in again).
 *
 * @returns false when there is no such user
 * @throws AppError `conflict` for one's own account, so that nobody locks themselves out
 */
export async function changeUser(
  deps: Deps,
  input: { readonly account: Account; readonly userId: string } & z.output<typeof changeUserInput>,
): Promise<boolean> {
  const { account, userId, role, disabled } = input;
  if (userId === account.userId)
    throw new AppError("conflict", "Let another operator change your own account.");
  const now = deps.now();
  return deps.sql.begin(async (tx) => {
    const changed = await tx`
      update users set
        role = coalesce(${role ?? null}::text, role),
        disabled_at = case ${disabled ?? null}::boolean
                        when true then coalesce(disabled_at, ${new Date(now)}) when false then null else disabled_at end,
        updated_at = ${new Date(now)}
      where id = ${userId} returning 1`;
    if (changed.length === 0) return false;
    if (disabled === true) await endSessions(tx, { userId, exceptSessionId: null, now });
    const details = {
      ...(role === undefined ? {} : { role }),
      ...(disabled === undefined ? {} : { disabled }),
    };
    await audit(tx, { actorId: account.userId, action: "user.changed", subject: userId, details });
    return true;
  });
}

/**
 * Lets an organisation see one city's dashboard; granting it again changes nothing.
 *
 * @throws AppError `invalid` for an unknown city or organisation
 */
export async function grantCity(
  deps: Deps,
  input: { readonly account: Account; readonly organizationId: string; readonly cityId: string },
): Promise<void> {
  const { account, organizationId, cityId } = input;
  if (findCity(cityId) === null) throw invalid([{ path: "city_id", message: "is no city of this site" }]);
  await deps.sql.begin(async (tx) => {
    const [known] = await tx`select 1 from organizations where id = ${organizationId}`;
    if (known === undefined) throw invalid([{ path: "organization_id", message: "is no organisation" }]);
    await tx`
      insert into city_grants (organization_id, city_id, granted_by)
      values (${organizationId}, ${cityId}, ${account.userId}) on conflict do nothing`;
    await audit(tx, {
      actorId: account.userId,
      action: "city.granted",
      subject: organizationId,
      details: { cityId },
    });
  });
}

/** Takes a city back; false when the organisation did not have it. */
export async function revokeCity(
  deps: Deps,
  input: { readonly account: Account; readonly organizationId: string; readonly cityId: string },
): Promise<boolean> {
  const { account, organizationId, cityId } = input;
  return deps.sql.begin(async (tx) => {
    const gone = await tx`
      delete from city_grants where organization_id = ${organizationId} and city_id = ${cityId} returning 1`;
    if (gone.length === 0) return false;
    await audit(tx, {
      actorId: account.userId,
      action: "city.revoked",
      subject: organizationId,
      details: { cityId },
    });
    return true;
  });
}
