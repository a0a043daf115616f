import { LRUCache } from "lru-cache";
import type { Sql } from "postgres";
import type { SubscriptionState } from "@/lib/billing/subscription-access";
import type { KeyMode } from "@/lib/plans/plans";
import { hashApiKey } from "./api-key";

/** A stored key with its subscription, as one call needs them. */
export interface ApiKeyRecord extends SubscriptionState {
  readonly id: string;
  readonly name: string;
  readonly mode: KeyMode;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly subscriptionId: string;
  readonly organizationId: string;
  readonly plan: string;
  readonly monthlyCallsLimit: number;
}

/** How old an answer from memory may be, so that a revocation holds everywhere within a second. */
const MAX_AGE_MS = 600;

interface Remembered {
  readonly readAt: number;
  readonly record: Promise<ApiKeyRecord | undefined>;
}

export type FindApiKey = (key: string) => Promise<ApiKeyRecord | undefined>;

/**
 * Looks keys up by their hash and remembers each answer for 0.6 s, counted from before the query. Concurrent calls
 * with one key share one query; a failed query is not remembered.
 */
export function createFindApiKey(sql: Sql): FindApiKey {
  const remembered = new LRUCache<string, Remembered>({ max: 10_000 });
  return (key) => {
    const hash = hashApiKey(key);
    const name = hash.toString("base64");
    const readAt = performance.now();
    const known = remembered.get(name);
    if (known !== undefined && readAt - known.readAt < MAX_AGE_MS) return known.record;
    const record = queryApiKey(sql, hash);
    remembered.set(name, { readAt, record });
    record.catch(() => remembered.delete(name));
    return record;
  };
}

/**
 * One key with its subscription by SHA-256 hash; revoked and expired keys too, undefined when there is none.
 * One row by the unique index on `key_hash`.
 */
async function queryApiKey(sql: Sql, hash: Buffer): Promise<ApiKeyRecord | undefined> {
  const [row] = await sql<ApiKeyRecord[]>`
    select k.id, k.name, k.mode, k.scopes, k.expires_at, k.revoked_at, k.subscription_id,
           s.organization_id, s.plan, s.status, s.monthly_calls_limit,
           s.current_period_start, s.current_period_end, s.cancel_at_period_end
    from api_keys k join api_subscriptions s on s.id = k.subscription_id
    where k.key_hash = ${hash}`;
  return row;
}
