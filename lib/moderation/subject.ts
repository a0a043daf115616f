import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { messageKey } from "@/lib/reports/activity-keys";
import { readReport } from "@/lib/reports/find-report";
import type { MessageItem } from "@/lib/reports/message";
import type { ReportDeps } from "@/lib/reports/report-deps";
import type { StoredReport } from "@/lib/reports/report-item";
import { type Marks, messageMarks, reportMarks } from "./marks";

/** What a decision is about. */
export interface SubjectKey {
  readonly reportId: string;
  /** 6-character geohash of the report. */
  readonly geohash: string;
  /** null for the report itself. */
  readonly messageId: string | null;
}

/** A report, or a message of it, as a moderator sees it: with every word and mark. */
export interface Subject extends SubjectKey {
  readonly report: StoredReport;
  readonly message: MessageItem | null;
  readonly marks: Marks;
}

/** What the key names; null when it is expired, taken back or not there. */
export async function findSubject(deps: ReportDeps, key: SubjectKey): Promise<Subject | null> {
  const report = await readReport(deps, key.geohash, key.reportId);
  if (report === null || report.withdrawn || report.expiresAt * 1000 <= deps.now()) return null;
  if (key.messageId === null) return { ...key, report, message: null, marks: reportMarks(report) };
  const message = await readMessage(deps, key.reportId, key.messageId);
  return message === null ? null : { ...key, report, message, marks: messageMarks(message) };
}

/** @throws AppError `not_found` */
export async function getSubject(deps: ReportDeps, key: SubjectKey): Promise<Subject> {
  const subject = await findSubject(deps, key);
  if (subject === null) throw new AppError("not_found", "It has expired or was taken back.");
  return subject;
}

async function readMessage(
  deps: ReportDeps,
  reportId: string,
  messageId: string,
): Promise<MessageItem | null> {
  const { Item } = await translated(
    deps.dynamo.documents.send(
      new GetCommand({
        TableName: deps.dynamo.tables.activity,
        Key: messageKey(reportId, messageId),
        ConsistentRead: true,
      }),
    ),
  );
  const message = Item as MessageItem | undefined;
  return message === undefined || message.expires_at * 1000 <= deps.now() ? null : message;
}
