import type Stripe from "stripe";
import { AppError } from "@/lib/http/problem";
import type { Runtime } from "@/lib/platform/runtime";

/** A signature older than this is refused, so that a recorded request cannot be played back. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * The event in a webhook body, if Stripe signed exactly these bytes within the last 300 seconds.
 *
 * @throws AppError `bad_request` otherwise, `unavailable` where no webhook secret is set
 */
export function verifyStripeEvent(
  { env, now }: Pick<Runtime, "env" | "now">,
  stripe: Stripe,
  body: Buffer,
  signature: string | null,
): Stripe.Event {
  if (env.stripeWebhookSecret === null) {
    throw new AppError(
      "unavailable",
      "Billing is not set up on this site: STRIPE_WEBHOOK_SECRET is not set.",
    );
  }
  try {
    return stripe.webhooks.constructEvent(
      body,
      signature ?? "",
      env.stripeWebhookSecret,
      SIGNATURE_TOLERANCE_SECONDS,
      undefined,
      now(),
    );
  } catch (cause) {
    // The cause's message quotes the body and the header: it stays out of the answer.
    throw new AppError("bad_request", "The event is not signed by Stripe, or too long ago.", { cause });
  }
}
