/** `npm run stripe:reconcile`: compares every subscription with Stripe and mends ours. Meant for every night. */

import { sweepAccounts } from "@/lib/accounts/sweep-accounts";
import { reconcile } from "@/lib/billing/reconcile";
import { stripeOf } from "@/lib/billing/stripe-client";
import { runScript } from "@/lib/platform/with-engines";

await runScript(async (runtime) => {
  const swept = await sweepAccounts(runtime);
  console.log(`${swept} stale rows of accounts, limits and usage removed.`);
  const stripe = stripeOf(runtime);
  if (stripe === null) {
    console.log("STRIPE_SECRET_KEY is not set: there is nothing to compare with.");
    return;
  }
  const { checked, mended, foreign, forgottenEvents } = await reconcile({ sql: runtime.sql, stripe });
  console.log(
    `${checked} subscriptions compared, ${mended.length} mended, ${forgottenEvents} old events removed.`,
  );
  for (const { stripeSubscriptionId } of mended) console.log(`  mended ${stripeSubscriptionId}`);
  for (const id of foreign) console.log(`  not ours: ${id}`);
});
