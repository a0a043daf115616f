import type { Sql } from "postgres";
import type { Decision } from "./marks";

/** One decision as the log shows it. */
export interface DecisionRecord {
  readonly id: string;
  readonly reportId: string;
  readonly geohash: string;
  readonly messageId: string | null;
  readonly action: Decision;
  readonly reason: string;
  /** Mail address of the operator; null when the account is gone. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
}

/**
 * Decisions, newest first.
 *
 * @param before id of the last decision already told (ids are UUIDv7, so they sort by time); null starts at the newest
 */
export async function listDecisions(
  sql: Sql,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<DecisionRecord[]> {
  return sql<DecisionRecord[]>`
    select d.id, d.report_id, d.geohash, d.message_id, d.action, d.reason, decider.email as decided_by, d.decided_at,
      undoer.email as undone_by, d.undone_at
    from moderation_decisions d
    left join users decider on decider.id = d.decided_by
    left join users undoer on undoer.id = d.undone_by
    where ${before}::uuid is null or d.id < ${before}::uuid
    order by d.id desc
    limit ${limit}`;
}
