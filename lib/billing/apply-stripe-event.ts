import type { Sql } from "postgres";
import type Stripe from "stripe";
import { type ApplyOutcome, applySubscription } from "./apply-subscription";
import { idOf } from "./subscription-facts";

export type EventOutcome = ApplyOutcome | "duplicate" | "ignored";

/**
 * Applies one verified event. The event's row is written in the transaction that applies it: a crash on the way
 * leaves neither, and Stripe sends the event again; a second delivery finds the row and does nothing.
 *
 * The event only says which subscription moved; what it moved to is asked of Stripe (see applySubscription).
 */
export async function applyStripeEvent(
  deps: { readonly sql: Sql; readonly stripe: Stripe },
  event: Stripe.Event,
): Promise<EventOutcome> {
  return deps.sql.begin(async (tx) => {
    const recorded = await tx`
      insert into stripe_events (id, type, created_at, outcome)
      values (${event.id}, ${event.type}, ${new Date(event.created * 1000)}, 'applying')
      on conflict (id) do nothing returning 1`;
    if (recorded.length === 0) return "duplicate";
    const subscriptionId = subscriptionOf(event);
    const outcome =
      subscriptionId === null ? "ignored" : await applySubscription(tx, deps.stripe, subscriptionId);
    await tx`update stripe_events set outcome = ${outcome} where id = ${event.id}`;
    return outcome;
  });
}

/** The subscription that an event is about; null for events that change none, unknown types among them. */
function subscriptionOf(event: Stripe.Event): string | null {
  switch (event.type) {
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "customer.subscription.paused":
    case "customer.subscription.resumed":
    case "customer.subscription.trial_will_end":
      return event.data.object.id;
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
      return referenced(event.data.object.subscription);
    case "invoice.paid":
    case "invoice.payment_failed":
    case "invoice.payment_action_required":
      return referenced(event.data.object.parent?.subscription_details?.subscription ?? null);
    default:
      return null;
  }
}

function referenced(reference: string | { readonly id: string } | null): string | null {
  return reference === null ? null : idOf(reference);
}
