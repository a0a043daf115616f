import type Stripe from "stripe";
import { AppError } from "@/lib/http/problem";
import type { Runtime } from "@/lib/platform/runtime";
import { createStripe } from "@/lib/platform/stripe";

const clients = new WeakMap<Runtime, Stripe | null>();

/** The runtime's Stripe client, made once; null where billing is not set up. */
export function stripeOf(runtime: Runtime): Stripe | null {
  let client = clients.get(runtime);
  if (client === undefined) {
    client = createStripe(runtime.env);
    clients.set(runtime, client);
  }
  return client;
}

/** @throws AppError `unavailable`, saying what is missing, where billing is not set up */
export function requireStripe(stripe: Stripe | null): Stripe {
  if (stripe === null) {
    throw new AppError("unavailable", "Billing is not set up on this site: STRIPE_SECRET_KEY is not set.");
  }
  return stripe;
}
