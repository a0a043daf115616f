import type { Mailer } from "@/lib/mail/mailer";
import type { Env } from "@/lib/platform/env";
import { type AttemptDeps, countAttempt } from "./attempt-limits";
import { verifyPassword } from "./password";
import { sendVerification } from "./send-verification";

export interface AuthenticateDeps extends AttemptDeps {
  readonly env: Pick<Env, "secret" | "limits" | "nextauthUrl" | "port">;
  readonly mailer: Mailer;
}

export type AuthenticateOutcome =
  | { readonly kind: "signed_in"; readonly userId: string }
  /** Unknown address, wrong password or disabled account: nobody learns which. */
  | { readonly kind: "refused" }
  /** The password is right, but the address was never confirmed; a fresh link is on its way. */
  | { readonly kind: "unverified" };

interface Candidate {
  id: string;
  passwordHash: string | null;
  isVerified: boolean;
  isDisabled: boolean;
}

/**
 * Checks an address and a password. An unknown address costs as much time as a known one.
 *
 * @throws AppError `rate_limited` after too many tries for one address or from one network
 */
export async function authenticate(
  deps: AuthenticateDeps,
  input: { readonly email: string; readonly password: string; readonly network: string | null },
): Promise<AuthenticateOutcome> {
  const { email, password, network } = input;
  await countAttempt(deps, { action: "sign_in", email, network });
  const [user] = await deps.sql<Candidate[]>`
    select id, password_hash, email_verified_at is not null as is_verified, disabled_at is not null as is_disabled
    from users where email = ${email}`;
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  if (!matches || user === undefined || user.isDisabled) return { kind: "refused" };
  if (!user.isVerified) {
    await sendVerification(deps, { userId: user.id, email, network });
    return { kind: "unverified" };
  }
  return { kind: "signed_in", userId: user.id };
}
