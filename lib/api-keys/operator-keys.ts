import type { Sql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { audit } from "@/lib/accounts/audit";
import { AppError } from "@/lib/http/problem";
import { type KeyMode, PAID_PLAN_IDS, PLANS, SCOPES } from "@/lib/plans/plans";
import { generateApiKey } from "./api-key";
import { keyState } from "./key-state";
import { readAllKeys } from "./usage-report";

interface Deps {
  readonly sql: Sql;
  readonly now: () => number;
}

/** All keys as a table for a terminal. */
export async function listKeysText(deps: Deps): Promise<string> {
  const keys = await readAllKeys(deps);
  const rows = keys.map((key) => [
    key.keyId,
    `${key.prefix}…${key.lastFour}`,
    key.organization,
    key.plan,
    `${key.callsThisMonth}/${key.mode === "live" ? key.monthlyCallsLimit : "test"}`,
    key.subscriptionActive ? "active" : "not active",
    keyState(key, deps.now()),
  ]);
  const table = [["id", "key", "organisation", "plan", "calls", "subscription", "state"], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * Makes a key for the organisation of a user who owns it. With `plan` a subscription without Stripe is made where the
 * organisation has none of that plan: an invoice by hand, a pilot.
 *
 * @throws AppError `not_found` for an unknown address, `payment_required` without a subscription to carry the key
 */
export async function operatorCreateKey(
  deps: Deps,
  input: {
    readonly ownerEmail: string;
    readonly name: string;
    readonly plan: string | null;
    readonly mode: KeyMode;
  },
): Promise<string> {
  const { ownerEmail, name, plan, mode } = input;
  const wanted = plan === null ? null : z.enum(PAID_PLAN_IDS).parse(plan);
  const made = generateApiKey(mode);
  await deps.sql.begin(async (tx) => {
    const [owner] = await tx<{ organizationId: string }[]>`
      select m.organization_id from organization_members m join users u on u.id = m.user_id
      where u.email = ${ownerEmail.trim().toLowerCase()} and m.role = 'owner' order by m.created_at limit 1`;
    if (owner === undefined) throw new AppError("not_found", `${ownerEmail} owns no organisation.`);
    const { organizationId } = owner;
    const [known] = await tx<{ id: string }[]>`
      select id from api_subscriptions
      where organization_id = ${organizationId} and status in ('active', 'trialing')
        and (plan = ${wanted} or (${wanted}::text is null and (plan <> 'resident' or ${mode} = 'test')))
      order by array_position(array['city', 'agent', 'resident'], plan) limit 1`;
    if (known === undefined && wanted === null) {
      throw new AppError(
        "payment_required",
        "The organisation has no active paid plan; name one with --plan.",
      );
    }
    const subscriptionId = known?.id ?? uuidv7();
    if (known === undefined && wanted !== null) {
      await tx`
        insert into api_subscriptions (id, organization_id, plan, status, monthly_calls_limit, current_period_start)
        values (${subscriptionId}, ${organizationId}, ${wanted}, 'active', ${PLANS[wanted].callsPerMonth}, ${new Date(deps.now())})`;
    }
    const id = uuidv7();
    await tx`
      insert into api_keys (id, subscription_id, mode, name, prefix, last_four, key_hash, scopes)
      values (${id}, ${subscriptionId}, ${mode}, ${name}, ${made.prefix}, ${made.lastFour}, ${made.hash}, ${[...SCOPES]})`;
    await audit(tx, { actorId: null, action: "key.created", subject: id, details: { by: "operator" } });
  });
  return made.key;
}

/** Revokes any key; false when there is none with this id. */
export async function operatorRevokeKey(deps: Deps, keyId: string): Promise<boolean> {
  return deps.sql.begin(async (tx) => {
    const revoked = await tx`
      update api_keys set revoked_at = coalesce(revoked_at, ${new Date(deps.now())})
      where id::text = ${keyId} returning 1`;
    if (revoked.length === 0) return false;
    await audit(tx, { actorId: null, action: "key.revoked", subject: keyId, details: { by: "operator" } });
    return true;
  });
}
