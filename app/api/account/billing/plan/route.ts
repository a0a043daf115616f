import { z } from "zod";
import { refuseDemo } from "@/lib/accounts/change-password";
import { withAccount } from "@/lib/accounts/with-account";
import { changePlan } from "@/lib/billing/billing-actions";
import { billingDeps } from "@/lib/billing/billing-deps";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";
import { PAID_PLAN_IDS } from "@/lib/plans/plans";

const planInput = z.strictObject({ plan: z.enum(PAID_PLAN_IDS) });

export const PUT = withAccount("owner", async (request, { runtime, account }) => {
  refuseDemo(account);
  const { plan } = parse(planInput, await readJson(request));
  await changePlan(billingDeps(runtime), { account, plan });
  return json({ plan });
});
