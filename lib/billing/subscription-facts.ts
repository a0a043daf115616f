import type Stripe from "stripe";
import { PAID_PLAN_IDS, type PaidPlanId, PLANS } from "@/lib/plans/plans";

/** What we keep of a Stripe subscription. A pure function of the object, so the order of events cannot matter. */
export interface SubscriptionFacts {
  readonly stripeSubscriptionId: string;
  readonly stripeCustomerId: string;
  /** As Checkout noted it; null on subscriptions made by hand. */
  readonly organizationId: string | null;
  readonly plan: PaidPlanId;
  readonly status: string;
  readonly currentPeriodStart: Date | null;
  readonly currentPeriodEnd: Date | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly trialEnd: Date | null;
  readonly endedAt: Date | null;
}

/** The facts of a subscription; null when its price belongs to none of our plans. */
export function subscriptionFacts(subscription: Stripe.Subscription): SubscriptionFacts | null {
  const item = subscription.items.data[0];
  const plan = item === undefined ? null : planOfPrice(item.price);
  if (item === undefined || plan === null) return null;
  const periodEnd = item.current_period_end;
  // Stripe cancels "at period end" by a flag, and by a date since flexible billing: both end access then.
  const cancelAt = subscription.cancel_at;
  return {
    stripeSubscriptionId: subscription.id,
    stripeCustomerId: idOf(subscription.customer),
    organizationId: subscription.metadata.organization_id ?? null,
    plan,
    status: subscription.status,
    currentPeriodStart: toDate(item.current_period_start),
    currentPeriodEnd: toDate(cancelAt === null ? periodEnd : Math.min(cancelAt, periodEnd)),
    cancelAtPeriodEnd: subscription.cancel_at_period_end || (cancelAt !== null && cancelAt <= periodEnd),
    trialEnd: toDate(subscription.trial_end),
    endedAt: toDate(subscription.ended_at),
  };
}

/** A price is ours by its lookup name, or, once a newer price has taken that name, by its metadata. */
function planOfPrice(price: Stripe.Price): PaidPlanId | null {
  const byName = PAID_PLAN_IDS.find((id) => PLANS[id].stripeLookupKey === price.lookup_key);
  return byName ?? PAID_PLAN_IDS.find((id) => id === price.metadata.plan) ?? null;
}

/** The id of something that Stripe gives as an id or, when expanded, as the object. */
export function idOf(reference: string | { readonly id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}

function toDate(seconds: number | null | undefined): Date | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000);
}
