import type { Mailer } from "@/lib/mail/mailer";
import type { Env } from "@/lib/platform/env";
import { verificationMail } from "./account-mails";
import { type AttemptDeps, countAttempt } from "./attempt-limits";
import { issueEmailToken } from "./email-tokens";
import { siteOrigin } from "./site-origin";

export interface SendMailDeps extends AttemptDeps {
  readonly env: Pick<Env, "secret" | "limits" | "nextauthUrl" | "port">;
  readonly mailer: Mailer;
}

/** Mails a fresh confirmation link. Links sent before stay good until one of them is used. */
export async function sendVerification(
  deps: SendMailDeps,
  input: { readonly userId: string; readonly email: string; readonly network: string | null },
): Promise<void> {
  await countAttempt(deps, { action: "send_mail", email: input.email, network: input.network });
  const token = await issueEmailToken(deps.sql, {
    userId: input.userId,
    purpose: "verify_email",
    now: deps.now(),
  });
  await deps.mailer.send(verificationMail(input.email, siteOrigin(deps.env), token));
}
