import { createHmac } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import type { Env } from "@/lib/platform/env";
import { SESSION_SECONDS } from "./sessions";

type CookieEnv = Pick<Env, "nextauthSecret" | "nextauthUrl" | "secret" | "awsProduction">;

/** What the encrypted session cookie holds. */
export interface SessionToken {
  readonly sessionId: string;
  readonly userId: string;
}

/** Key of the session cookie: its own setting, or derived from the installation's secret. */
export function authSecret(env: Pick<Env, "nextauthSecret" | "secret">): string {
  return env.nextauthSecret ?? createHmac("sha256", env.secret).update("next-auth").digest("base64url");
}

/** True where the site is served over HTTPS: cookies are then `Secure`. */
export function usesSecureCookies(env: Pick<Env, "nextauthUrl" | "awsProduction">): boolean {
  return env.nextauthUrl === null ? env.awsProduction : env.nextauthUrl.startsWith("https://");
}

export function sessionCookieName(env: Pick<Env, "nextauthUrl" | "awsProduction">): string {
  return `${usesSecureCookies(env) ? "__Secure-" : ""}next-auth.session-token`;
}

/** The session that a cookie value names, or null when it is missing, forged or expired. Asks no database. */
export async function readSessionToken(
  env: CookieEnv,
  value: string | undefined,
): Promise<SessionToken | null> {
  if (value === undefined || value === "") return null;
  try {
    const token = await decode({ token: value, secret: authSecret(env) });
    if (typeof token?.sid !== "string" || typeof token.sub !== "string") return null;
    return { sessionId: token.sid, userId: token.sub };
  } catch {
    return null;
  }
}

/** The cookie value for a session: what NextAuth itself would set. */
export function writeSessionToken(env: CookieEnv, token: SessionToken): Promise<string> {
  return encode({
    token: { sub: token.userId, sid: token.sessionId },
    secret: authSecret(env),
    maxAge: SESSION_SECONDS,
  });
}

/** The value of one cookie of a `Cookie` header; undefined when it is not there. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
