import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { queueKey } from "@/lib/reports/activity-keys";
import { reportKey } from "@/lib/reports/keys";
import type { MessageItem } from "@/lib/reports/message";
import type { ReportDeps } from "@/lib/reports/report-deps";
import type { StoredReport } from "@/lib/reports/report-item";
import { enqueue, type QueueReason } from "@/lib/reports/review-queue";
import { type Marks, needsDecision } from "./marks";
import type { Subject } from "./subject";

/**
 * Sets the marks of a report or message, and keeps the queue in step with them.
 *
 * @param subject as last read; when it has changed since, nothing happens
 * @throws AppError `conflict`, `unavailable`
 */
export async function applyMarks(deps: ReportDeps, subject: Subject, marks: Marks): Promise<void> {
  if (needsDecision(marks)) await putInQueue(deps, subject, marks);
  const { report, message } = subject;
  const update = message === null ? reportUpdate(deps, report, marks) : messageUpdate(deps, message, marks);
  try {
    await translated(deps.dynamo.documents.send(new UpdateCommand(update)));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new AppError("conflict", "It was changed by somebody else. Look again.", { cause: error });
  }
  if (!needsDecision(marks)) await takeFromQueue(deps, subject);
}

/** Takes out of the queue what waits there for nothing. */
export async function takeFromQueue(
  { dynamo }: ReportDeps,
  { reportId, messageId }: Pick<Subject, "reportId" | "messageId">,
): Promise<void> {
  const command = new DeleteCommand({
    TableName: dynamo.tables.activity,
    Key: queueKey(reportId, messageId),
  });
  await translated(dynamo.documents.send(command));
}

function putInQueue(
  deps: ReportDeps,
  { reportId, geohash, messageId, report, message }: Subject,
  marks: Marks,
) {
  const reasons: QueueReason[] = ["undone", ...(marks.photo === "held" ? (["photo"] as const) : [])];
  const expiresAt = message?.expires_at ?? report.expiresAt;
  return enqueue(deps, { reportId, geohash, messageId, reasons, expiresAt });
}

function reportUpdate({ dynamo }: ReportDeps, report: StoredReport, marks: Marks): UpdateCommandInput {
  const isUnseen = marks.held || marks.removed;
  return {
    TableName: dynamo.tables.reports,
    Key: reportKey(report.geohash, report.id),
    ConditionExpression: "revision = :revision",
    ...setOrRemove(
      {
        hidden: marks.hidden || undefined,
        note_held: (isUnseen && report.note !== null) || undefined,
        note_removed: (marks.removed && report.note !== null) || undefined,
        photo: marks.photo ?? undefined,
        flags: marks.flags || undefined,
      },
      { ":revision": report.revision, ":one": 1 },
      " ADD revision :one",
    ),
  };
}

function messageUpdate({ dynamo }: ReportDeps, message: MessageItem, marks: Marks): UpdateCommandInput {
  return {
    TableName: dynamo.tables.activity,
    Key: { pk: message.pk, sk: message.sk },
    ConditionExpression: "attribute_exists(pk)",
    ...setOrRemove({ held: marks.held || undefined, removed: marks.removed || undefined }, {}, ""),
  };
}

/** An update that sets what has a value and removes what has none. */
function setOrRemove(
  attributes: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
  tail: string,
): Pick<UpdateCommandInput, "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"> {
  const names = Object.keys(attributes);
  const present = names.filter((name) => attributes[name] !== undefined);
  const absent = names.filter((name) => attributes[name] === undefined);
  const allValues = {
    ...Object.fromEntries(present.map((name) => [`:${name}`, attributes[name]])),
    ...values,
  };
  const set = present.length === 0 ? "" : `SET ${present.map((name) => `#${name} = :${name}`).join(", ")}`;
  const remove = absent.length === 0 ? "" : ` REMOVE ${absent.map((name) => `#${name}`).join(", ")}`;
  return {
    UpdateExpression: `${set}${remove}${tail}`.trim(),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ...(Object.keys(allValues).length > 0 && { ExpressionAttributeValues: allValues }),
  };
}
