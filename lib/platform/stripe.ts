import Stripe from "stripe";
import type { Env } from "./env";

/**
 * The Stripe client; null without `STRIPE_SECRET_KEY`. `STRIPE_API_HOST` (`http://127.0.0.1:12111`) sends every call to a
 * double on loopback instead, over plain HTTP; any other host is refused, because the secret key would go there.
 */
export function createStripe(env: Pick<Env, "stripeSecretKey" | "stripeApiHost">): Stripe | null {
  if (env.stripeSecretKey === null) return null;
  return new Stripe(env.stripeSecretKey, {
    telemetry: false,
    timeout: 10_000,
    maxNetworkRetries: 2,
    ...(env.stripeApiHost === null ? {} : loopback(env.stripeApiHost)),
  });
}

function loopback(host: string): { host: string; port: string; protocol: "http" } {
  const { hostname, port } = new URL(host.includes("://") ? host : `http://${host}`);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") {
    throw new Error(`STRIPE_API_HOST is for a double on this machine, not for ${hostname}.`);
  }
  return { host: hostname, port, protocol: "http" };
}
