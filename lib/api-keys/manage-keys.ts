import type { Sql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Account } from "@/lib/accounts/account";
import { audit } from "@/lib/accounts/audit";
import { type SubscriptionState, subscriptionAccess } from "@/lib/billing/subscription-access";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { type KeyMode, SCOPES, type Scope } from "@/lib/plans/plans";
import { generateApiKey } from "./api-key";

const MAX_KEYS_PER_SUBSCRIPTION = 25;
/** After a rotation the old key goes on working for a day, so that nothing breaks while the new one is rolled out. */
export const ROTATION_OVERLAP_HOURS = 24;

const keyName = z.string().trim().min(1, "must not be empty").max(60, "may have at most 60 characters");

export const createKeyInput = z.strictObject({
  name: keyName,
  mode: z.enum(["live", "test"]).default("live"),
  /** Which subscription pays; without it the best active one. */
  subscription_id: z.uuid().optional(),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, "must name at least one scope")
    .default([...SCOPES]),
  expires_in_days: z.int().min(1).max(3650).nullable().default(null),
});
export const renameKeyInput = z.strictObject({ name: keyName });
export const rotateKeyInput = z.strictObject({
  overlap_hours: z
    .number()
    .min(0)
    .max(30 * 24)
    .default(ROTATION_OVERLAP_HOURS),
});

interface Deps {
  readonly sql: Sql;
  readonly now: () => number;
}

export interface KeySummary {
  readonly id: string;
  readonly subscriptionId: string;
  readonly plan: string;
  readonly name: string;
  readonly mode: KeyMode;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly rotatedFrom: string | null;
}

/** A key as it is answered once, right after it was made. */
export interface CreatedKey {
  readonly id: string;
  /** The whole key. It is stored nowhere and cannot be shown again. */
  readonly key: string;
  readonly name: string;
}

/** All keys of an organisation, newest first, revoked and expired ones too. */
export async function listKeys({ sql }: Deps, organizationId: string): Promise<KeySummary[]> {
  return await sql<KeySummary[]>`
    select k.id, k.subscription_id, s.plan, k.name, k.mode, k.prefix, k.last_four, k.scopes, k.created_at,
           k.expires_at, k.last_used_at, k.revoked_at, k.rotated_from
    from api_keys k join api_subscriptions s on s.id = k.subscription_id
    where s.organization_id = ${organizationId}
    order by k.created_at desc, k.id`;
}

/**
 * Makes a key. Live keys need an active paid subscription; test keys are free.
 *
 * @throws AppError `payment_required` without such a subscription, `conflict` past 25 working keys
 */
export async function createKey(
  deps: Deps,
  input: { readonly account: Account } & z.output<typeof createKeyInput>,
): Promise<CreatedKey> {
  const { account, name, mode, scopes } = input;
  const subscriptionId = await chooseSubscription(deps, input);
  const expiresAt =
    input.expires_in_days === null
      ? null
      : new Date(deps.now() + input.expires_in_days * 24 * 60 * 60 * 1000);
  const made = generateApiKey(mode);
  const id = uuidv7();
  await deps.sql.begin(async (tx) => {
    await tx`select 1 from api_subscriptions where id = ${subscriptionId} for no key update`;
    const [working] = await tx<{ count: number }[]>`
      select count(*) as count from api_keys
      where subscription_id = ${subscriptionId} and revoked_at is null
        and (expires_at is null or expires_at > ${new Date(deps.now())})`;
    if ((working?.count ?? 0) >= MAX_KEYS_PER_SUBSCRIPTION) {
      throw new AppError("conflict", `A subscription has at most ${MAX_KEYS_PER_SUBSCRIPTION} working keys.`);
    }
    await tx`
      insert into api_keys (id, subscription_id, mode, name, prefix, last_four, key_hash, scopes, created_by, created_at, expires_at)
      values (${id}, ${subscriptionId}, ${mode}, ${name}, ${made.prefix}, ${made.lastFour}, ${made.hash},
              ${[...new Set(scopes)]}, ${account.userId}, ${new Date(deps.now())}, ${expiresAt})`;
    await audit(tx, { actorId: account.userId, action: "key.created", subject: id, details: { mode } });
  });
  return { id, key: made.key, name };
}

async function chooseSubscription(
  { sql, now }: Deps,
  input: { readonly account: Account } & Pick<z.output<typeof createKeyInput>, "mode" | "subscription_id">,
): Promise<string> {
  const rows = await sql<(SubscriptionState & { id: string; plan: string })[]>`
    select id, plan, status, current_period_start, current_period_end, cancel_at_period_end
    from api_subscriptions where organization_id = ${input.account.organization.id}
    order by array_position(array['city', 'agent', 'resident'], plan), created_at`;
  const wanted = rows.filter(({ id }) => input.subscription_id === undefined || id === input.subscription_id);
  if (wanted.length === 0)
    throw invalid([{ path: "subscription_id", message: "is no subscription of yours" }]);
  const open = wanted.filter((row) => subscriptionAccess(row, now()).active);
  const chosen =
    input.mode === "test" ? (open[0] ?? wanted[0]) : open.find(({ plan }) => plan !== "resident");
  if (chosen === undefined) {
    throw new AppError(
      "payment_required",
      "Live keys need an active subscription. See /pricing; test keys are free.",
    );
  }
  return chosen.id;
}

/** Gives a key another name; null when the organisation has no such key. */
export async function renameKey(
  { sql }: Deps,
  input: { readonly account: Account; readonly keyId: string; readonly name: string },
): Promise<{ name: string } | null> {
  const [row] = await sql<{ name: string }[]>`
    update api_keys k set name = ${input.name} from api_subscriptions s
    where k.id = ${input.keyId} and s.id = k.subscription_id
      and s.organization_id = ${input.account.organization.id}
    returning k.name`;
  return row ?? null;
}

/**
 * Revokes a key for good, in every process within a second; revoking it again changes nothing.
 * Null when the organisation has no such key. An operator may revoke any key.
 */
export async function revokeKey(
  deps: Deps,
  input: { readonly account: Account; readonly keyId: string; readonly asOperator?: boolean },
): Promise<{ name: string; organizationId: string } | null> {
  const { account, keyId } = input;
  const asOperator = input.asOperator === true && account.isOperator;
  return deps.sql.begin(async (tx) => {
    const [row] = await tx<{ name: string; organizationId: string }[]>`
      update api_keys k set revoked_at = coalesce(k.revoked_at, ${new Date(deps.now())}) from api_subscriptions s
      where k.id = ${keyId} and s.id = k.subscription_id
        and (s.organization_id = ${account.organization.id} or ${asOperator})
      returning k.name, s.organization_id`;
    if (row === undefined) return null;
    await audit(tx, { actorId: account.userId, action: "key.revoked", subject: keyId });
    return row;
  });
}

/**
 * Makes a new key with the name, scopes and subscription of an old one, which goes on working for `overlap_hours`.
 * Null when the organisation has no such working key.
 */
export async function rotateKey(
  deps: Deps,
  input: { readonly account: Account; readonly keyId: string; readonly overlap_hours: number },
): Promise<CreatedKey | null> {
  const { account, keyId, overlap_hours } = input;
  const now = deps.now();
  const endsAt = new Date(now + overlap_hours * 60 * 60 * 1000);
  const id = uuidv7();
  return deps.sql.begin(async (tx) => {
    const [old] = await tx<{ mode: KeyMode; name: string; expiresAt: Date | null }[]>`
      select k.mode, k.name, k.expires_at from api_keys k join api_subscriptions s on s.id = k.subscription_id
      where k.id = ${keyId} and s.organization_id = ${account.organization.id}
        and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${new Date(now)})
      for update of k`;
    if (old === undefined) return null;
    const made = generateApiKey(old.mode);
    await tx`
      insert into api_keys (id, subscription_id, mode, name, prefix, last_four, key_hash, scopes, created_by, created_at, expires_at, rotated_from)
      select ${id}, subscription_id, mode, name, ${made.prefix}, ${made.lastFour}, ${made.hash}, scopes,
             ${account.userId}, ${new Date(now)}, expires_at, id
      from api_keys where id = ${keyId}`;
    await tx`update api_keys set expires_at = least(expires_at, ${endsAt}) where id = ${keyId}`;
    await audit(tx, { actorId: account.userId, action: "key.rotated", subject: keyId, details: { id } });
    return { id, key: made.key, name: old.name };
  });
}
