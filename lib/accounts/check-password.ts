import { z } from "zod";
import { isCommonPassword } from "./common-passwords";
import { MIN_PASSWORD_LENGTH } from "./password-length";

const MAX_PASSWORD_LENGTH = 256;

/** A password as a form sends it, new or old; only its size is checked. */
export const passwordInput = z
  .string()
  .min(1, "must not be empty")
  .max(MAX_PASSWORD_LENGTH, `may have at most ${MAX_PASSWORD_LENGTH} characters`);

/** Why a new password is not good enough, as a sentence for the person; null when it is. */
export async function passwordWeakness(password: string, email: string): Promise<string | null> {
  const text = password.normalize("NFKC");
  if ([...text].length < MIN_PASSWORD_LENGTH) return `must have at least ${MIN_PASSWORD_LENGTH} characters`;
  if (new Set(text).size < 4) return "must not repeat the same few characters";
  const lower = text.toLowerCase();
  const [localPart = ""] = email.split("@");
  if (lower === email || (localPart.length >= 4 && lower.includes(localPart))) {
    return "must not contain your mail address";
  }
  if (await isCommonPassword(text)) return "is one of the passwords that attackers try first";
  return null;
}
