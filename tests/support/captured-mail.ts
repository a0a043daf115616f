import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";

/** A data directory of its own whose captured mails can be read; gone when the file's tests are over. */
export function mailFolder() {
  const dataDir = mkdtempSync(join(tmpdir(), "stratum-mail-"));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  function mailsTo(address: string): string[] {
    let files: string[] = [];
    try {
      files = readdirSync(join(dataDir, "mail")).sort();
    } catch {
      return [];
    }
    return files
      .map((file) => readFileSync(join(dataDir, "mail", file), "utf8").replaceAll("\r\n", "\n"))
      .filter((mail) => mail.includes(`To: ${address}\n`));
  }

  /** Waits for the nth mail to an address and answers its text. */
  async function mailTo(address: string, nth = 1): Promise<string> {
    await expect.poll(() => mailsTo(address).length, { timeout: 5_000 }).toBeGreaterThanOrEqual(nth);
    return mailsTo(address)[nth - 1] ?? "";
  }

  return { dataDir, mailsTo, mailTo };
}

/** The one-time token of a mail's link. */
export function tokenIn(mail: string): string {
  const token = /#token=([\w-]{22})/.exec(mail)?.[1];
  if (token === undefined) throw new Error("the mail holds no link");
  return token;
}
