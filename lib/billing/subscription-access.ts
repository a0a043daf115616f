const DAY_MS = 24 * 60 * 60 * 1000;

/** After a failed renewal the subscription stays open this long while Stripe tries the card again. */
export const PAST_DUE_GRACE_DAYS = 7;

/** How long a paid period may be over before a subscription whose renewal was never heard of counts as closed. */
export const RENEWAL_SLACK_DAYS = 3;

/** The part of an `api_subscriptions` row that decides on access. */
export interface SubscriptionState {
  /** Stripe's status word. */
  readonly status: string;
  readonly currentPeriodStart: Date | null;
  /** Null: no end. */
  readonly currentPeriodEnd: Date | null;
  readonly cancelAtPeriodEnd: boolean;
}

export type SubscriptionAccess =
  | { readonly active: true; readonly grace: boolean }
  | { readonly active: false; readonly reason: "ended" | "unpaid" | "incomplete" | "paused" };

/**
 * Whether a subscription opens anything at `now` (milliseconds since the epoch).
 *
 * A pure function of what Stripe said last and of the time, so the answer does not depend on the order or the
 * moment in which events arrived: a cancelled subscription closes at its period's end even if no event ever comes.
 */
export function subscriptionAccess(state: SubscriptionState, now: number): SubscriptionAccess {
  const end = state.currentPeriodEnd?.getTime() ?? Number.POSITIVE_INFINITY;
  switch (state.status) {
    case "active":
    case "trialing": {
      const closesAt = state.cancelAtPeriodEnd ? end : end + RENEWAL_SLACK_DAYS * DAY_MS;
      return now < closesAt ? { active: true, grace: now >= end } : { active: false, reason: "ended" };
    }
    case "past_due": {
      const unpaidSince = state.currentPeriodStart?.getTime() ?? Number.NEGATIVE_INFINITY;
      const inGrace = now < unpaidSince + PAST_DUE_GRACE_DAYS * DAY_MS;
      return inGrace ? { active: true, grace: true } : { active: false, reason: "unpaid" };
    }
    case "unpaid":
      return { active: false, reason: "unpaid" };
    case "paused":
      return { active: false, reason: "paused" };
    case "incomplete":
      return { active: false, reason: "incomplete" };
    default:
      return { active: false, reason: "ended" };
  }
}

/** A sentence for the person or program that was refused. */
export function refusalText(reason: Exclude<SubscriptionAccess, { active: true }>["reason"]): string {
  return {
    ended: "The subscription of this key has ended. Subscribe again under /account/billing.",
    unpaid: "The last payment failed and the grace period is over. Update the card under /account/billing.",
    incomplete: "The first payment of this subscription has not gone through yet.",
    paused: "The subscription of this key is paused.",
  }[reason];
}
