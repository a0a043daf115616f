import type { Sql } from "postgres";
import type Stripe from "stripe";
import { type ApplyOutcome, syncSubscription } from "./apply-subscription";

export interface Reconciliation {
  /** Subscriptions compared, Stripe's and ours together. */
  readonly checked: number;
  /** Those whose row had to change, with what was done. */
  readonly mended: readonly { readonly stripeSubscriptionId: string; readonly outcome: ApplyOutcome }[];
  /** Those that belong to no plan or organisation of ours. */
  readonly foreign: readonly string[];
  readonly forgottenEvents: number;
}

/** Stripe repeats an event for three days; an event row older than this can go. */
const KEEP_EVENTS_DAYS = 90;

/**
 * Compares every subscription with Stripe and mends ours: what webhooks lost, what was done by hand in Stripe's
 * dashboard, and rows that Stripe no longer knows. Safe beside running webhooks.
 */
export async function reconcile(deps: {
  readonly sql: Sql;
  readonly stripe: Stripe;
}): Promise<Reconciliation> {
  const ids = new Set<string>();
  for await (const subscription of deps.stripe.subscriptions.list({ status: "all", limit: 100 })) {
    ids.add(subscription.id);
  }
  const ours = await deps.sql<{ stripeSubscriptionId: string }[]>`
    select stripe_subscription_id from api_subscriptions where stripe_subscription_id is not null`;
  for (const { stripeSubscriptionId } of ours) ids.add(stripeSubscriptionId);

  const mended: { stripeSubscriptionId: string; outcome: ApplyOutcome }[] = [];
  const foreign: string[] = [];
  for (const stripeSubscriptionId of ids) {
    const outcome = await syncSubscription(deps, stripeSubscriptionId);
    if (outcome === "applied") mended.push({ stripeSubscriptionId, outcome });
    if (outcome === "unknown_plan" || outcome === "unknown_organization") foreign.push(stripeSubscriptionId);
  }
  const forgotten = await deps.sql`
    delete from stripe_events where applied_at < now() - ${KEEP_EVENTS_DAYS}::int * interval '1 day' returning 1`;
  return { checked: ids.size, mended, foreign, forgottenEvents: forgotten.length };
}
