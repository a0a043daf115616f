import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { AppError } from "@/lib/http/problem";
import type { Runtime } from "@/lib/platform/runtime";
import { findAccount } from "./account";
import { accountDeps } from "./account-deps";
import { authenticate } from "./authenticate";
import { passwordInput } from "./check-password";
import { emailAddress } from "./email-address";
import { oauthProviders } from "./oauth-providers";
import { findIdentity, oauthSignIn } from "./oauth-sign-in";
import { safePath } from "./safe-path";
import { authSecret, usesSecureCookies } from "./session-cookie";
import { deviceLabel, endSession, SESSION_SECONDS, startSession } from "./sessions";

const credentialsInput = z.object({ email: emailAddress, password: passwordInput });

/** What the sign-in page shows for NextAuth's `error` values of ours. */
export const SIGN_IN_ERRORS = {
  unverified: "Unverified",
  rateLimited: "RateLimited",
  unavailable: "Unavailable",
};

/** Where a sign-in comes from. */
export interface Visitor {
  readonly network: string | null;
  readonly userAgent: string | null;
}

/**
 * NextAuth's settings. The cookie is an encrypted token that names a session row; the row decides, so signing out
 * everywhere and disabling an account hold at once.
 */
export function authOptions(runtime: Runtime, visitor: Visitor): NextAuthOptions {
  const { env, sql, now, log } = runtime;
  return {
    secret: authSecret(env),
    useSecureCookies: usesSecureCookies(env),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/account", error: "/sign-in" },
    providers: [credentials(runtime, visitor), ...oauthProviders(env)],
    callbacks: {
      async signIn({ account, user, profile }) {
        if (account === null || account.type === "credentials") return true;
        const userId = await oauthSignIn(runtime, {
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: user.email ?? null,
          emailVerified: z.object({ email_verified: z.literal(true) }).safeParse(profile).success,
          name: user.name ?? "",
        });
        return userId !== null;
      },
      async jwt({ token, user, account }) {
        if (!user || !account) return token;
        const userId =
          account.type === "credentials" ? user.id : ((await findIdentity(sql, account))?.userId ?? null);
        if (userId === null) return {};
        const sid = await startSession(sql, {
          userId,
          deviceLabel: deviceLabel(visitor.userAgent),
          now: now(),
        });
        return { sub: userId, sid };
      },
      async session({ session, token }) {
        const { sid, sub } = token;
        const account =
          typeof sid === "string" && sub !== undefined
            ? await findAccount(runtime, { sessionId: sid, userId: sub })
            : null;
        if (account === null) return { expires: new Date(0).toISOString() };
        return { ...session, user: { name: account.name, email: account.email } };
      },
      redirect({ url, baseUrl }) {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safePath(path)}`;
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid !== "string" || token.sub === undefined) return;
        await endSession(runtime, { userId: token.sub, sessionId: token.sid });
      },
    },
    // NextAuth's own log lines quote what was sent to it; the code alone says enough.
    logger: {
      error: (code) => log.warn({ code }, "sign-in failed"),
      warn: (code) => log.debug({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

function credentials(runtime: Runtime, visitor: Visitor) {
  return CredentialsProvider({
    credentials: { email: {}, password: {} },
    async authorize(input) {
      const parsed = credentialsInput.safeParse(input);
      if (!parsed.success) return null;
      const attempt = { ...parsed.data, network: visitor.network };
      const outcome = await authenticate(accountDeps(runtime), attempt).catch((error: unknown) => {
        if (error instanceof AppError && error.code === "rate_limited")
          throw new Error(SIGN_IN_ERRORS.rateLimited);
        runtime.log.error({ err: error }, "sign-in could not be checked");
        throw new Error(SIGN_IN_ERRORS.unavailable);
      });
      if (outcome.kind === "unverified") throw new Error(SIGN_IN_ERRORS.unverified);
      return outcome.kind === "signed_in" ? { id: outcome.userId } : null;
    },
  });
}
