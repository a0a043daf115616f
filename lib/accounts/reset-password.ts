import { z } from "zod";
import { invalid } from "@/lib/http/parse";
import { passwordChangedMail, passwordResetMail } from "./account-mails";
import { countAttempt } from "./attempt-limits";
import { audit } from "./audit";
import { passwordInput, passwordWeakness } from "./check-password";
import { emailAddress } from "./email-address";
import { consumeEmailToken, issueEmailToken } from "./email-tokens";
import { hashPassword } from "./password";
import type { SendMailDeps } from "./send-verification";
import { endSessions } from "./sessions";
import { siteOrigin } from "./site-origin";
import { linkIsGone } from "./verify-email";

export const requestResetInput = z.strictObject({ email: emailAddress });

export const resetPasswordInput = z.strictObject({ token: z.string().max(100), password: passwordInput });

/** Mails a link for choosing a new password, if the address has an account; the caller learns nothing. */
export async function requestPasswordReset(
  deps: SendMailDeps,
  input: z.output<typeof requestResetInput> & { readonly network: string | null },
): Promise<void> {
  const { email, network } = input;
  await countAttempt(deps, { action: "send_mail", email, network });
  const [user] = await deps.sql<{ id: string }[]>`
    select id from users where email = ${email} and disabled_at is null and not is_demo`;
  if (user === undefined) return;
  const token = await issueEmailToken(deps.sql, {
    userId: user.id,
    purpose: "reset_password",
    now: deps.now(),
  });
  await deps.mailer.send(passwordResetMail(email, siteOrigin(deps.env), token));
}

/**
 * Sets a new password by a mailed link, signs all sessions out and confirms the address, which the link has proven.
 *
 * @throws AppError `gone` for a used or old link, `invalid` for a weak password (the link stays good)
 */
export async function resetPassword(
  deps: SendMailDeps,
  input: z.output<typeof resetPasswordInput> & { readonly network: string | null },
): Promise<void> {
  const { token, password, network } = input;
  await countAttempt(deps, { action: "use_token", network });
  const weakness = await passwordWeakness(password, "");
  if (weakness !== null) throw invalid([{ path: "password", message: weakness }]);
  const passwordHash = await hashPassword(password);
  const now = deps.now();
  const email = await deps.sql.begin(async (tx) => {
    const userId = await consumeEmailToken(tx, { token, purpose: "reset_password", now });
    if (userId === null) return null;
    const [user] = await tx<{ email: string }[]>`
      update users set password_hash = ${passwordHash}, updated_at = ${new Date(now)},
                       email_verified_at = coalesce(email_verified_at, ${new Date(now)})
      where id = ${userId} returning email`;
    await endSessions(tx, { userId, exceptSessionId: null, now });
    await audit(tx, { actorId: userId, action: "user.password_reset", subject: userId });
    return user?.email ?? null;
  });
  if (email === null) throw linkIsGone();
  await deps.mailer.send(passwordChangedMail(email, siteOrigin(deps.env)));
}
