import type { Sql, TransactionSql } from "postgres";
import { createOneTimeToken, hashOneTimeToken } from "./one-time-token";

export type TokenPurpose = "verify_email" | "reset_password";

const LIFETIME_SECONDS: Readonly<Record<TokenPurpose, number>> = {
  verify_email: 2 * 24 * 60 * 60,
  reset_password: 60 * 60,
};

/** Stores a fresh token for a user and returns it; only its hash stays here. */
export async function issueEmailToken(
  sql: Sql | TransactionSql,
  input: { readonly userId: string; readonly purpose: TokenPurpose; readonly now: number },
): Promise<string> {
  const { token, hash } = createOneTimeToken();
  const expiresAt = new Date(input.now + LIFETIME_SECONDS[input.purpose] * 1000);
  await sql`
    insert into email_tokens (token_hash, user_id, purpose, created_at, expires_at)
    values (${hash}, ${input.userId}, ${input.purpose}, ${new Date(input.now)}, ${expiresAt})`;
  return token;
}

/**
 * Uses a token up: the user's id the first time within its life, null ever after. One conditional update, so two
 * clicks at once use it once. All other tokens of the same user and purpose die with it.
 */
export async function consumeEmailToken(
  tx: TransactionSql,
  input: { readonly token: string; readonly purpose: TokenPurpose; readonly now: number },
): Promise<string | null> {
  const now = new Date(input.now);
  const [row] = await tx<{ userId: string }[]>`
    update email_tokens set used_at = ${now}
    where token_hash = ${hashOneTimeToken(input.token)} and purpose = ${input.purpose}
      and used_at is null and expires_at > ${now}
    returning user_id`;
  if (row === undefined) return null;
  await tx`
    update email_tokens set used_at = ${now}
    where user_id = ${row.userId} and purpose = ${input.purpose} and used_at is null`;
  return row.userId;
}
