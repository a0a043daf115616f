import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { findReport } from "./find-report";
import { reportKey } from "./keys";
import type { ReportDeps } from "./report-deps";

/** How long after its creation a resident may take a report back, milliseconds. */
export const WITHDRAWAL_WINDOW_MS = 10 * 60 * 1000;

/**
 * Takes a report back: its text and its author's mark are erased, and no public answer shows it any more. Doing it
 * twice changes nothing. The bare item stays until it expires, so that a retry of the submission, still in some
 * phone's queue, does not bring the report back.
 *
 * @param author the mark of the asking device on this report; null when it has none
 * @throws AppError `not_found`, or `forbidden` for another device or after ten minutes
 */
export async function withdrawReport(
  deps: ReportDeps,
  {
    id,
    author,
    hint,
  }: { readonly id: string; readonly author: string | null; readonly hint?: string | undefined },
): Promise<void> {
  const report = await findReport(deps, id, hint);
  if (report?.withdrawn) return;
  if (report === null || report.expiresAt * 1000 <= deps.now()) {
    throw new AppError("not_found", "There is no report with this id.");
  }
  if (author === null || report.author !== author) {
    throw new AppError("forbidden", "Only the device that sent a report can take it back.");
  }
  if (deps.now() - report.createdAt > WITHDRAWAL_WINDOW_MS) {
    throw new AppError("forbidden", "A report can be taken back for ten minutes.");
  }
  await eraseReport(deps, report.geohash, id, author);
}

async function eraseReport(
  { dynamo }: ReportDeps,
  geohash: string,
  id: string,
  author: string,
): Promise<void> {
  const update = new UpdateCommand({
    TableName: dynamo.tables.reports,
    Key: reportKey(geohash, id),
    ConditionExpression: "author = :author",
    UpdateExpression:
      "SET #hidden = :true, withdrawn = :true REMOVE note, note_z, note_held, photo, author ADD revision :one",
    ExpressionAttributeNames: { "#hidden": "hidden" },
    ExpressionAttributeValues: { ":author": author, ":true": true, ":one": 1 },
  });
  try {
    await translated(dynamo.documents.send(update));
  } catch (error) {
    // Somebody was faster with the same withdrawal: the author's mark is gone already.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
