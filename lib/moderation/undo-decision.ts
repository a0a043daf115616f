import { audit } from "@/lib/accounts/audit";
import { AppError } from "@/lib/http/problem";
import { applyMarks } from "./apply-marks";
import type { ModerationDeps } from "./decide-subject";
import type { Marks } from "./marks";
import { getSubject, type SubjectKey } from "./subject";

interface DecisionRow extends SubjectKey {
  readonly marksBefore: Marks;
  readonly isLatest: boolean;
}

/**
 * Takes a decision back: the item gets the marks it had before, flags that came since on top, and waits in the queue
 * again. Only the latest decision about something can be taken back, and only once.
 *
 * @throws AppError `not_found`, `conflict`, `unavailable`
 */
export async function undoDecision(
  deps: ModerationDeps,
  { decisionId, operatorId }: { readonly decisionId: string; readonly operatorId: string },
): Promise<void> {
  await deps.sql.begin(async (tx) => {
    const [row] = await tx<DecisionRow[]>`
      select report_id, geohash, message_id, marks_before,
        not exists (
          select from moderation_decisions later
          where later.report_id = d.report_id and later.message_id is not distinct from d.message_id
            and later.undone_at is null and (later.decided_at, later.id) > (d.decided_at, d.id)
        ) as is_latest
      from moderation_decisions d
      where id = ${decisionId} and undone_at is null
      for update`;
    if (row === undefined) throw new AppError("not_found", "There is no such decision to take back.");
    if (!row.isLatest)
      throw new AppError("conflict", "Something newer was decided since. Take that back first.");
    const subject = await getSubject(deps, row);
    await tx`
      update moderation_decisions set undone_at = ${new Date(deps.now())}, undone_by = ${operatorId}
      where id = ${decisionId}`;
    await audit(tx, {
      actorId: operatorId,
      action: "moderation.undone",
      subject: row.messageId ?? row.reportId,
      details: { decision_id: decisionId },
    });
    const { marksBefore } = row;
    await applyMarks(deps, subject, { ...marksBefore, flags: marksBefore.flags + subject.marks.flags });
  });
}
