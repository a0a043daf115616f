import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import type { Env } from "@/lib/platform/env";
import { wrapText } from "./wrap-text";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text; may hold a one-time link, so it never goes into a log. */
  readonly text: string;
}

export interface Mailer {
  /** @throws when the mail could not be handed over */
  send(mail: Mail): Promise<void>;
}

/** SMTP where `SMTP_URL` is set; otherwise each mail becomes a file under `<data dir>/mail`. */
export function createMailer(env: Pick<Env, "smtpUrl" | "mailFrom" | "dataDir">, log: Logger): Mailer {
  return env.smtpUrl === null
    ? createCapturingMailer(join(env.dataDir, "mail"), env.mailFrom, log)
    : createSmtpMailer(env.smtpUrl, env.mailFrom);
}

function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url);
  return {
    async send(mail) {
      await transport.sendMail({ from, ...mail, text: wrapText(mail.text) });
    },
  };
}

function createCapturingMailer(folder: string, from: string, log: Logger): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ from, ...mail, text: wrapText(mail.text) });
      const file = join(
        folder,
        `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID().slice(0, 8)}.eml`,
      );
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(file, message, { mode: 0o600 });
      log.info({ subject: mail.subject, file }, "mail captured; set SMTP_URL to send it");
    },
  };
}
