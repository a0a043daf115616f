import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { createUser } from "@/lib/accounts/create-user";
import { generateApiKey } from "@/lib/api-keys/api-key";
import { type KeyMode, PLANS, type PlanId, SCOPES } from "@/lib/plans/plans";

/** A person with an organisation, its address verified; no password, so no hashing. */
export async function makeUser(sql: Sql, overrides: { email?: string; passwordHash?: string | null } = {}) {
  const email = overrides.email ?? `${randomUUID()}@example.org`;
  const created = await sql.begin((tx) =>
    createUser(tx, {
      email,
      name: "Test Person",
      passwordHash: overrides.passwordHash ?? null,
      emailVerifiedAt: Date.now(),
    }),
  );
  if (created === null) throw new Error(`${email} exists already`);
  return { ...created, email };
}

export interface SubscriptionOverrides {
  readonly plan?: PlanId;
  readonly status?: string;
  readonly limit?: number;
  readonly periodEnd?: Date | null;
}

/** A subscription of an organisation, active and without end unless told otherwise. */
export async function makeSubscription(
  sql: Sql,
  organizationId: string,
  { plan = "agent", status = "active", limit, periodEnd = null }: SubscriptionOverrides = {},
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into api_subscriptions (id, organization_id, plan, status, monthly_calls_limit, current_period_end)
    values (${uuidv7()}, ${organizationId}, ${plan}, ${status}, ${limit ?? PLANS[plan].callsPerMonth}, ${periodEnd})
    on conflict (organization_id) where plan = 'resident' do update set status = excluded.status
    returning id`;
  if (row === undefined) throw new Error("no subscription made");
  return row.id;
}

export interface KeyOverrides {
  readonly mode?: KeyMode;
  readonly scopes?: readonly string[];
  readonly expiresAt?: Date | null;
  readonly revokedAt?: Date | null;
}

/** A stored key; answers the raw key and its id. */
export async function makeKey(
  sql: Sql,
  subscriptionId: string,
  { mode = "live", scopes = SCOPES, expiresAt = null, revokedAt = null }: KeyOverrides = {},
): Promise<{ id: string; key: string }> {
  const { key, prefix, lastFour, hash } = generateApiKey(mode);
  const id = uuidv7();
  await sql`
    insert into api_keys (id, subscription_id, mode, name, prefix, last_four, key_hash, scopes, expires_at, revoked_at)
    values (${id}, ${subscriptionId}, ${mode}, 'test', ${prefix}, ${lastFour}, ${hash}, ${[...scopes]}, ${expiresAt}, ${revokedAt})`;
  return { id, key };
}
