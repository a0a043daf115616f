import type { Runtime } from "@/lib/platform/runtime";
import type { BillingDeps } from "./billing-actions";
import { stripeOf } from "./stripe-client";

/** What the billing verbs take, from the runtime. */
export function billingDeps(runtime: Runtime): BillingDeps {
  return { sql: runtime.sql, env: runtime.env, stripe: stripeOf(runtime) };
}
