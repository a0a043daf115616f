import type Stripe from "stripe";
import { PAID_PLAN_IDS, PLANS, type Plan } from "@/lib/plans/plans";

export interface SetUpStep {
  readonly what: string;
  readonly done: "created" | "kept" | "replaced";
}

/**
 * Makes a product and a monthly price in Stripe for every paid plan. Run again it changes nothing; after a price
 * change it makes a new price that takes over the lookup name, and running subscriptions keep their old price.
 */
export async function setUpStripe(stripe: Stripe): Promise<SetUpStep[]> {
  const steps: SetUpStep[] = [];
  for (const id of PAID_PLAN_IDS) {
    steps.push(await setUpProduct(stripe, PLANS[id]), await setUpPrice(stripe, PLANS[id]));
  }
  return steps;
}

const productId = (plan: Plan): string => `stratum_${plan.id}`;

async function setUpProduct(stripe: Stripe, plan: Plan): Promise<SetUpStep> {
  const what = `product ${productId(plan)}`;
  const ids = [productId(plan)];
  const { data } = await stripe.products.list({ ids, limit: 1 });
  if (data.length > 0) return { what, done: "kept" };
  await stripe.products.create(
    {
      id: productId(plan),
      name: `Stratum ${plan.name}`,
      description: plan.pitch,
      metadata: { plan: plan.id },
    },
    { idempotencyKey: `product-${productId(plan)}` },
  );
  return { what, done: "created" };
}

async function setUpPrice(stripe: Stripe, plan: Plan): Promise<SetUpStep> {
  const lookupKey = plan.stripeLookupKey ?? "";
  const what = `price ${lookupKey}`;
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 });
  const [current] = data;
  if (current?.active && current.unit_amount === plan.priceCents && current.currency === "usd") {
    return { what, done: "kept" };
  }
  await stripe.prices.create({
    product: productId(plan),
    currency: "usd",
    unit_amount: plan.priceCents,
    recurring: { interval: "month" },
    lookup_key: lookupKey,
    transfer_lookup_key: true,
    metadata: { plan: plan.id },
  });
  return { what, done: current === undefined ? "created" : "replaced" };
}
