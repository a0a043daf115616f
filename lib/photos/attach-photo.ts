import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { getVisibleReport } from "@/lib/reports/get-report";
import { reportKey } from "@/lib/reports/keys";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { enqueue } from "@/lib/reports/review-queue";
import type { PhotoStore } from "./photo-store";
import { processPhoto } from "./process-photo";

export interface PhotoDeps extends ReportDeps {
  readonly photos: PhotoStore;
}

export interface NewPhoto {
  readonly reportId: string;
  /** The report's 6-character geohash, if known. */
  readonly hint?: string | undefined;
  /** The sender's mark on the report. */
  readonly mark: string;
  readonly bytes: Uint8Array;
}

/**
 * Adds the one photo of a report, sent by the device that sent the report. Nobody but a moderator sees it until it is
 * approved. Sending again while it waits replaces nothing and answers `repeated`.
 *
 * @throws AppError `not_found`, `forbidden`, `unsupported_media_type`, `invalid`, `unavailable`
 */
export async function attachPhoto(
  deps: PhotoDeps,
  { reportId, hint, mark, bytes }: NewPhoto,
): Promise<{ readonly outcome: "created" | "repeated" }> {
  const report = await getVisibleReport(deps, reportId, hint);
  if (report.author !== mark) {
    throw new AppError("forbidden", "Only the device that sent a report can add its photo.");
  }
  if (report.photo !== null) return { outcome: "repeated" };
  await deps.photos.put(reportId, await processPhoto(bytes));
  const { geohash, expiresAt } = report;
  await enqueue(deps, { reportId, geohash, reasons: ["photo"], expiresAt });
  return { outcome: (await markPhoto(deps, geohash, reportId)) ? "created" : "repeated" };
}

/** False when the report has a photo already, or was taken back meanwhile. */
async function markPhoto({ dynamo }: ReportDeps, geohash: string, reportId: string): Promise<boolean> {
  const command = new UpdateCommand({
    TableName: dynamo.tables.reports,
    Key: reportKey(geohash, reportId),
    ConditionExpression: "attribute_exists(author) AND attribute_not_exists(photo)",
    UpdateExpression: "SET photo = :held ADD revision :one",
    ExpressionAttributeValues: { ":held": "held", ":one": 1 },
  });
  try {
    await translated(dynamo.documents.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
