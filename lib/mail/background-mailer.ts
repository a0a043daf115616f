import { after } from "next/server";
import type { Logger } from "pino";
import type { Mailer } from "./mailer";

/**
 * Hands mails over after the answer is sent, so that the time an answer takes never tells whether a mail went out.
 * Failures are logged, without address or text.
 */
export function createBackgroundMailer(mailer: Mailer, log: Logger): Mailer {
  return {
    async send(mail) {
      const work = () =>
        mailer.send(mail).catch((err: unknown) => log.error({ err, subject: mail.subject }, "mail not sent"));
      try {
        after(work);
      } catch {
        // Outside a Next request there is nothing to wait for.
        void work();
      }
    },
  };
}
