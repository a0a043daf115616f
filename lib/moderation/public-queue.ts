import { toPublicReport } from "@/lib/reports/public-report";
import type { DecisionRecord } from "./list-decisions";
import type { Waiting } from "./list-queue";

/** One entry of the queue as JSON, for moderators only: with the words and the photo that others do not see. */
export function toQueueEntry({ subject, reasons }: Waiting) {
  const { report, message, messageId, marks } = subject;
  return {
    report_id: report.id,
    message_id: messageId,
    geohash: report.geohash,
    reasons,
    text: message === null ? report.note : message.words,
    photo: marks.photo === null ? null : `/api/moderation/photos/${report.id}`,
    marks,
    report: toPublicReport(report),
  };
}

export function toPublicDecision(record: DecisionRecord) {
  return {
    id: record.id,
    report_id: record.reportId,
    message_id: record.messageId,
    geohash: record.geohash,
    decision: record.action,
    reason: record.reason,
    decided_by: record.decidedBy,
    decided_at: record.decidedAt.toISOString(),
    undone_by: record.undoneBy,
    undone_at: record.undoneAt?.toISOString() ?? null,
  };
}
