import { refuseDemo } from "@/lib/accounts/change-password";
import { withAccount } from "@/lib/accounts/with-account";
import { openPortal } from "@/lib/billing/billing-actions";
import { billingDeps } from "@/lib/billing/billing-deps";
import { json } from "@/lib/http/json";

export const POST = withAccount("owner", async (_request, { runtime, account }) => {
  refuseDemo(account);
  return json(await openPortal(billingDeps(runtime), account), { status: 201 });
});
