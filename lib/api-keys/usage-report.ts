import type { Sql } from "postgres";
import type { SubscriptionState } from "@/lib/billing/subscription-access";
import type { KeyMode } from "@/lib/plans/plans";
import { quotaMonth } from "./quota-month";

interface Deps {
  readonly sql: Sql;
  readonly now: () => number;
}

export interface DayOfUsage {
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly calls: number;
  readonly errors: number;
}

export interface UsageByEndpoint {
  readonly apiKeyId: string;
  readonly endpoint: string;
  readonly calls: number;
  readonly errors: number;
}

/** Whose usage: one subscription, or all of an organisation. */
export type UsageOwner = { readonly subscriptionId: string } | { readonly organizationId: string };

/** Calls per UTC day over the last `days` days, today last, days without calls included. */
export async function readDailyUsage(
  { sql, now }: Deps,
  owner: UsageOwner,
  days: number,
): Promise<DayOfUsage[]> {
  const today = new Date(now()).toISOString().slice(0, 10);
  return await sql<DayOfUsage[]>`
    select d.day::date::text as day, coalesce(sum(u.calls), 0)::int as calls, coalesce(sum(u.errors), 0)::int as errors
    from generate_series(${today}::date - ${days - 1}::int, ${today}::date, interval '1 day') as d(day)
    left join api_usage u on u.day = d.day::date and u.subscription_id in (${subscriptionsOf(sql, owner)})
    group by d.day order by d.day`;
}

/** This UTC month's calls per key and endpoint, busiest first. */
export async function readMonthByEndpoint({ sql, now }: Deps, owner: UsageOwner): Promise<UsageByEndpoint[]> {
  const { month } = quotaMonth(now());
  return await sql<UsageByEndpoint[]>`
    select api_key_id, endpoint, sum(calls)::int as calls, sum(errors)::int as errors
    from api_usage
    where day >= ${month}::date and subscription_id in (${subscriptionsOf(sql, owner)})
    group by api_key_id, endpoint order by 3 desc, 2`;
}

function subscriptionsOf(sql: Sql, owner: UsageOwner) {
  return "subscriptionId" in owner
    ? sql`select ${owner.subscriptionId}::uuid`
    : sql`select id from api_subscriptions where organization_id = ${owner.organizationId}`;
}

export interface KeyOverview extends SubscriptionState {
  readonly keyId: string;
  readonly name: string;
  readonly mode: KeyMode;
  readonly prefix: string;
  readonly lastFour: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly plan: string;
  /** Charged calls of this UTC month. */
  readonly callsThisMonth: number;
  readonly monthlyCallsLimit: number;
  readonly subscriptionActive: boolean;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * All API keys, their usage this UTC month, and whether their subscription is still active: one statement, busiest
 * keys first.
 */
export async function readAllKeys({ sql, now }: Deps, limit = 500): Promise<KeyOverview[]> {
  const at = now();
  const { month } = quotaMonth(at);
  return await sql<KeyOverview[]>`
    select k.id as key_id, k.name, k.mode, k.prefix, k.last_four, o.id as organization_id, o.name as organization,
           s.plan, s.status, s.current_period_start, s.current_period_end, s.cancel_at_period_end,
           s.monthly_calls_limit, coalesce(u.calls, 0)::int as calls_this_month,
           subscription_is_active(s.status, s.current_period_start, s.current_period_end, s.cancel_at_period_end,
                                  ${new Date(at)}) as subscription_active,
           k.last_used_at, k.expires_at, k.revoked_at
    from api_keys k
    join api_subscriptions s on s.id = k.subscription_id
    join organizations o on o.id = s.organization_id
    left join lateral (
      select sum(calls) as calls from api_usage where api_key_id = k.id and day >= ${month}::date
    ) u on true
    order by calls_this_month desc, k.created_at desc
    limit ${limit}`;
}
