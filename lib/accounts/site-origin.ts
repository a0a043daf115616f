import type { Env } from "@/lib/platform/env";

/** The site's own address, without a trailing slash: what mails and Stripe send people back to. */
export function siteOrigin(env: Pick<Env, "nextauthUrl" | "port">): string {
  return env.nextauthUrl === null ? `http://localhost:${env.port}` : new URL(env.nextauthUrl).origin;
}
