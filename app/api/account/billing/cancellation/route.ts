import { refuseDemo } from "@/lib/accounts/change-password";
import { withAccount } from "@/lib/accounts/with-account";
import { setCancelAtPeriodEnd } from "@/lib/billing/billing-actions";
import { billingDeps } from "@/lib/billing/billing-deps";
import { json } from "@/lib/http/json";

/** Ends the plan with its paid period. */
export const PUT = withAccount("owner", async (_request, { runtime, account }) => {
  refuseDemo(account);
  await setCancelAtPeriodEnd(billingDeps(runtime), { account, cancel: true });
  return json({ cancel_at_period_end: true });
});

/** Takes the cancellation back, as long as the period runs. */
export const DELETE = withAccount("owner", async (_request, { runtime, account }) => {
  refuseDemo(account);
  await setCancelAtPeriodEnd(billingDeps(runtime), { account, cancel: false });
  return json({ cancel_at_period_end: false });
});
