import type { Sql } from "postgres";

/** How long the log of single calls is kept; the totals per day stay for good. */
export const USAGE_LOG_DAYS = 400;

/**
 * Removes what has run its course: used-up limits, old mail tokens and sessions, ended leases, old usage lines.
 * Safe at any time; returns how many rows went.
 */
export async function sweepAccounts({
  sql,
  now,
}: {
  readonly sql: Sql;
  readonly now: () => number;
}): Promise<number> {
  const at = new Date(now());
  const swept = await Promise.all([
    sql`delete from attempt_limits where resets_at <= ${at}`,
    sql`delete from email_tokens where expires_at <= ${at}::timestamptz - interval '7 days'`,
    sql`delete from sessions where expires_at <= ${at} or revoked_at <= ${at}::timestamptz - interval '30 days'`,
    sql`delete from organization_invitations where expires_at <= ${at}::timestamptz - interval '30 days'`,
    sql`delete from quota_leases where expires_at <= ${at}::timestamptz - interval '1 hour'`,
    sql`delete from api_usage_batches where written_at <= ${at}::timestamptz - interval '7 days'`,
    sql`delete from api_usage_log where at <= ${at}::timestamptz - ${USAGE_LOG_DAYS}::int * interval '1 day'`,
  ]);
  return swept.reduce((sum, { count }) => sum + count, 0);
}
