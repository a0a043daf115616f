/** `npm run stripe:reconcile`: compares every subscription with Stripe and mends ours. Meant for every night. */
import { runNightly } from "@/lib/billing/nightly";
import { runScript } from "@/lib/platform/with-engines";

await runScript(async (runtime) => {
  const { swept, reconciliation } = await runNightly(runtime);
  console.log(`${swept} stale rows of accounts, limits and usage removed.`);
  if (reconciliation === null) {
    console.log("STRIPE_SECRET_KEY is not set: there is nothing to compare with.");
    return;
  }
  const { checked, mended, foreign, forgottenEvents } = reconciliation;
  console.log(
    `${checked} subscriptions compared, ${mended.length} mended, ${forgottenEvents} old events removed.`,
  );
  for (const { stripeSubscriptionId } of mended) console.log(`  mended ${stripeSubscriptionId}`);
  for (const id of foreign) console.log(`  not ours: ${id}`);
});
