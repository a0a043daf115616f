import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { screenText } from "@/lib/abuse/screen-text";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { messageKey } from "./activity-keys";
import { refuseBadClock } from "./clock-window";
import { fromMessageItem, type Message, type MessageItem } from "./message";
import { REPORT_LIFETIME_SECONDS } from "./report";
import type { ReportDeps } from "./report-deps";
import { idTimestamp, newReportId } from "./report-id";
import type { StoredReport } from "./report-item";
import { enqueue } from "./review-queue";

export interface NewMessage {
  /** UUIDv7 that the sender made; without one the server makes it. */
  readonly messageId: string | null;
  readonly text: string;
  /** The sender's mark on the report, or that the sender is known to be staff of its city. */
  readonly sender: { readonly mark: string } | "city";
}

/**
 * Adds a message to a report. Only the device that sent the report and staff of its city may. A resident's text that
 * should be seen first is held for review. The same id again answers `repeated` with what is stored.
 *
 * @throws AppError `forbidden`, `invalid` (bad clock, id reused), `unavailable`
 */
export async function postMessage(
  deps: ReportDeps,
  report: Pick<StoredReport, "id" | "geohash" | "author">,
  { messageId, text, sender }: NewMessage,
): Promise<{ readonly message: Message; readonly outcome: "created" | "repeated" }> {
  if (sender !== "city" && sender.mark !== report.author) {
    throw new AppError("forbidden", "Only the sender of a report and its city can write here.");
  }
  const id = messageId ?? newReportId(deps.now());
  refuseBadClock(idTimestamp(id), deps.now());
  const reasons = sender === "city" ? [] : screenText(text);
  const item: MessageItem = {
    ...messageKey(report.id, id),
    author: sender === "city" ? "city" : "resident",
    words: text,
    ...(reasons.length > 0 && { held: true }),
    expires_at: Math.floor(idTimestamp(id) / 1000) + REPORT_LIFETIME_SECONDS,
  };
  if (reasons.length > 0) {
    const { geohash } = report;
    await enqueue(deps, { reportId: report.id, geohash, messageId: id, reasons, expiresAt: item.expires_at });
  }
  return putMessage(deps, item);
}

async function putMessage({ dynamo }: ReportDeps, item: MessageItem) {
  const command = new PutCommand({
    TableName: dynamo.tables.activity,
    Item: item,
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    await translated(dynamo.documents.send(command));
    return { message: fromMessageItem(item), outcome: "created" as const };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    const stored = unmarshall(error.Item) as MessageItem;
    if (stored.words !== item.words || stored.author !== item.author) {
      throw invalid([{ path: "id", message: "was already used for another message" }]);
    }
    return { message: fromMessageItem(stored), outcome: "repeated" as const };
  }
}
