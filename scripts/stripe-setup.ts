/** `npm run stripe:setup`: makes the products and prices of the paid plans in Stripe. Again it changes nothing. */
import { setUpStripe } from "@/lib/billing/set-up-stripe";
import { createStripe } from "@/lib/platform/stripe";

const stripe = createStripe({
  stripeSecretKey: process.env.STRIPE_SECRET_KEY || null,
  stripeApiHost: process.env.STRIPE_API_HOST || null,
});
if (stripe === null) {
  console.error("STRIPE_SECRET_KEY is not set. Find it in Stripe's dashboard under Developers → API keys.");
  process.exitCode = 1;
} else {
  for (const { what, done } of await setUpStripe(stripe)) console.log(`${done.padEnd(8)} ${what}`);
  console.log(
    [
      "",
      "Now add a webhook endpoint in Stripe that sends these events to https://<your site>/api/stripe/webhook",
      "and put its signing secret into STRIPE_WEBHOOK_SECRET:",
      "  checkout.session.*, customer.subscription.*, invoice.paid, invoice.payment_failed, invoice.payment_action_required",
    ].join("\n"),
  );
}
