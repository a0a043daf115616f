import { applyStripeEvent } from "@/lib/billing/apply-stripe-event";
import { requireStripe, stripeOf } from "@/lib/billing/stripe-client";
import { verifyStripeEvent } from "@/lib/billing/verify-stripe-event";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { readBytes } from "@/lib/http/read-json";

const MAX_EVENT_BYTES = 1_000_000;

/** Stripe's events. 2xx tells Stripe that the event is applied or of no interest; anything else makes it try again. */
export const POST = handle(async (request, { runtime }) => {
  const stripe = requireStripe(stripeOf(runtime));
  const body = Buffer.from(await readBytes(request, MAX_EVENT_BYTES));
  const event = verifyStripeEvent(runtime, stripe, body, request.headers.get("stripe-signature"));
  const outcome = await applyStripeEvent({ sql: runtime.sql, stripe }, event);
  runtime.log.info({ event: event.id, type: event.type, outcome }, "stripe event");
  return json({ received: true });
});
