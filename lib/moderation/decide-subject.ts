import type { Sql } from "postgres";
import { v7 } from "uuid";
import { audit } from "@/lib/accounts/audit";
import { invalid } from "@/lib/http/parse";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { applyMarks } from "./apply-marks";
import { type Decision, decide } from "./marks";
import { getSubject, type SubjectKey } from "./subject";

export interface ModerationDeps extends ReportDeps {
  readonly sql: Sql;
}

export interface DecisionInput extends SubjectKey {
  readonly decision: Decision;
  /** Words to the other moderators; never about a person. */
  readonly reason: string;
  /** Account of the operator who decides. */
  readonly operatorId: string;
}

/**
 * Decides about a report or a message: applies it to the item, and records who decided what, when and why. The record
 * is committed only if the item took the decision.
 *
 * @returns the decision's id
 * @throws AppError `not_found`, `conflict`, `invalid` (a photo of a message), `unavailable`
 */
export async function decideSubject(deps: ModerationDeps, input: DecisionInput): Promise<string> {
  const subject = await getSubject(deps, input);
  if (input.messageId !== null && (input.decision === "remove_photo" || input.decision === "hide")) {
    throw invalid([{ path: "decision", message: "of a message can only be keep or remove_text" }]);
  }
  const after = decide(input.decision, subject.marks);
  const id = v7();
  await deps.sql.begin(async (tx) => {
    await tx`
      insert into moderation_decisions
        (id, report_id, geohash, message_id, action, reason, marks_before, marks_after, decided_by, decided_at)
      values
        (${id}, ${input.reportId}, ${input.geohash}, ${input.messageId}, ${input.decision}, ${input.reason},
         ${tx.json({ ...subject.marks })}, ${tx.json({ ...after })}, ${input.operatorId}, ${new Date(deps.now())})`;
    await audit(tx, {
      actorId: input.operatorId,
      action: "moderation.decided",
      subject: input.messageId ?? input.reportId,
      details: { decision: input.decision, decision_id: id },
    });
    await applyMarks(deps, subject, after);
  });
  return id;
}
