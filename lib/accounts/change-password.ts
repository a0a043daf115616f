import { z } from "zod";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import type { Account } from "./account";
import { passwordChangedMail } from "./account-mails";
import { countAttempt } from "./attempt-limits";
import { audit } from "./audit";
import { passwordInput, passwordWeakness } from "./check-password";
import { hashPassword, verifyPassword } from "./password";
import type { SendMailDeps } from "./send-verification";
import { endSessions } from "./sessions";
import { siteOrigin } from "./site-origin";

export const changePasswordInput = z.strictObject({
  /** Left out only by people who have no password yet. */
  current_password: passwordInput.optional(),
  password: passwordInput,
});

/**
 * Sets a new password and signs out every other session.
 *
 * @throws AppError `invalid` for a wrong current or a weak new password, `forbidden` for the shared demo account
 */
export async function changePassword(
  deps: SendMailDeps,
  input: { readonly account: Account; readonly network: string | null } & z.output<
    typeof changePasswordInput
  >,
): Promise<void> {
  const { account, network, password } = input;
  refuseDemo(account);
  const weakness = await passwordWeakness(password, account.email);
  if (weakness !== null) throw invalid([{ path: "password", message: weakness }]);
  await requirePassword(deps, {
    account,
    network,
    password: input.current_password,
    path: "current_password",
  });
  const passwordHash = await hashPassword(password);
  const now = deps.now();
  await deps.sql.begin(async (tx) => {
    await tx`
      update users set password_hash = ${passwordHash}, updated_at = ${new Date(now)} where id = ${account.userId}`;
    await endSessions(tx, { userId: account.userId, exceptSessionId: account.sessionId, now });
    await audit(tx, { actorId: account.userId, action: "user.password_changed", subject: account.userId });
  });
  await deps.mailer.send(passwordChangedMail(account.email, siteOrigin(deps.env)));
}

/**
 * Asks for the account's password once more. An account without one passes.
 *
 * @throws AppError `invalid` naming `path`
 */
export async function requirePassword(
  deps: Pick<SendMailDeps, "sql" | "env" | "now">,
  input: {
    readonly account: Account;
    readonly network: string | null;
    readonly password: string | undefined;
    readonly path: string;
  },
): Promise<void> {
  const { account, network, password, path } = input;
  if (!account.hasPassword) return;
  if (password === undefined) throw invalid([{ path, message: "Required" }]);
  await countAttempt(deps, { action: "sign_in", email: account.email, network });
  const [user] = await deps.sql<{ passwordHash: string | null }[]>`
    select password_hash from users where id = ${account.userId}`;
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  if (!matches) throw invalid([{ path, message: "is not the password of this account" }]);
}

/** @throws AppError `forbidden` for the demo account, which everybody shares */
export function refuseDemo(account: Account): void {
  if (account.isDemo) throw new AppError("forbidden", "The demo account is shared and stays as it is.");
}
