import type { Sql } from "postgres";
import { z } from "zod";
import { AppError } from "@/lib/http/problem";
import { audit } from "./audit";
import { consumeEmailToken } from "./email-tokens";

export const verifyEmailInput = z.strictObject({ token: z.string().max(100) });

/**
 * Confirms the address that a mailed link was sent to.
 *
 * @throws AppError `gone` when the link was used, has expired or never existed
 */
export async function verifyEmail(
  deps: { readonly sql: Sql; readonly now: () => number },
  input: { readonly token: string },
): Promise<void> {
  const now = deps.now();
  const userId = await deps.sql.begin(async (tx) => {
    const owner = await consumeEmailToken(tx, { token: input.token, purpose: "verify_email", now });
    if (owner === null) return null;
    await tx`
      update users set email_verified_at = coalesce(email_verified_at, ${new Date(now)}), updated_at = ${new Date(now)}
      where id = ${owner}`;
    await audit(tx, { actorId: owner, action: "user.email_verified", subject: owner });
    return owner;
  });
  if (userId === null) throw linkIsGone();
}

export function linkIsGone(): AppError {
  return new AppError("gone", "This link was used already or has expired. Ask for a new one.");
}
