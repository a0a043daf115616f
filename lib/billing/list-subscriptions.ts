import type { Sql } from "postgres";
import { quotaMonth } from "@/lib/api-keys/quota-month";
import { findPlan, PLANS, type Plan } from "@/lib/plans/plans";
import { type SubscriptionAccess, type SubscriptionState, subscriptionAccess } from "./subscription-access";

export interface Subscription extends SubscriptionState {
  readonly id: string;
  readonly plan: Plan;
  readonly access: SubscriptionAccess;
  readonly monthlyCallsLimit: number;
  /** Live calls of this UTC month, served or just leased out. */
  readonly used: number;
  readonly trialEnd: Date | null;
  /** False for free, demonstration and hand-made subscriptions. */
  readonly paidThroughStripe: boolean;
}

/** The subscriptions of an organisation with this month's use, active ones first, the best plan on top. */
export async function listSubscriptions(
  { sql, now }: { readonly sql: Sql; readonly now: () => number },
  organizationId: string,
): Promise<Subscription[]> {
  const at = now();
  const rows = await sql<(Omit<Subscription, "plan" | "access"> & { plan: string })[]>`
    select s.id, s.plan, s.status, s.current_period_start, s.current_period_end, s.cancel_at_period_end, s.trial_end,
           s.monthly_calls_limit, s.stripe_subscription_id is not null as paid_through_stripe,
           coalesce(q.granted, 0) as used
    from api_subscriptions s
    left join quota_months q on q.subscription_id = s.id and q.mode = 'live' and q.month = ${quotaMonth(at).month}
    where s.organization_id = ${organizationId}
    order by s.created_at desc`;
  return rows
    .map((row) => ({
      ...row,
      plan: findPlan(row.plan) ?? PLANS.resident,
      access: subscriptionAccess(row, at),
    }))
    .sort(
      (a, b) => Number(b.access.active) - Number(a.access.active) || b.plan.priceCents - a.plan.priceCents,
    );
}
