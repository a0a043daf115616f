import type { JSONValue, Sql, TransactionSql } from "postgres";

export interface AuditEntry {
  /** Who did it; null for the system and for Stripe. */
  readonly actorId: string | null;
  /** Past tense, dotted: `key.revoked`. */
  readonly action: string;
  /** What it was done to: an id. */
  readonly subject: string;
  /** Facts worth keeping; never a secret, a key or a mail address. */
  readonly details?: Readonly<Record<string, JSONValue>>;
}

/** Writes one line of the accounts' audit log, in the caller's transaction. */
export async function audit(sql: Sql | TransactionSql, entry: AuditEntry): Promise<void> {
  await sql`
    insert into account_audit (actor_id, action, subject, details)
    values (${entry.actorId}, ${entry.action}, ${entry.subject}, ${sql.json({ ...entry.details })})`;
}
