import { z } from "zod";
import { invalid } from "@/lib/http/parse";
import { alreadyRegisteredMail, verificationMail } from "./account-mails";
import { countAttempt } from "./attempt-limits";
import { passwordInput, passwordWeakness } from "./check-password";
import { createUser } from "./create-user";
import { emailAddress } from "./email-address";
import { issueEmailToken } from "./email-tokens";
import { hashPassword } from "./password";
import type { SendMailDeps } from "./send-verification";
import { siteOrigin } from "./site-origin";

export const signUpInput = z.strictObject({
  email: emailAddress,
  password: passwordInput,
  name: z.string().trim().max(100, "may have at most 100 characters").default(""),
});

/**
 * Makes an unconfirmed account and mails the link that confirms it. For an address that has an account already its
 * owner gets a mail instead, and the caller cannot tell the difference.
 *
 * @throws AppError `invalid` for a weak password, `rate_limited`
 */
export async function signUp(
  deps: SendMailDeps,
  input: z.output<typeof signUpInput> & { readonly network: string | null },
): Promise<void> {
  const { email, password, name, network } = input;
  const weakness = await passwordWeakness(password, email);
  if (weakness !== null) throw invalid([{ path: "password", message: weakness }]);
  await countAttempt(deps, { action: "sign_up", email, network });
  const passwordHash = await hashPassword(password);
  const origin = siteOrigin(deps.env);
  const token = await deps.sql.begin(async (tx) => {
    const created = await createUser(tx, { email, name, passwordHash, emailVerifiedAt: null });
    if (created === null) return null;
    return issueEmailToken(tx, { userId: created.userId, purpose: "verify_email", now: deps.now() });
  });
  const mail = token === null ? alreadyRegisteredMail(email, origin) : verificationMail(email, origin, token);
  await deps.mailer.send(mail);
}
