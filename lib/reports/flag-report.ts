import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { findReport } from "./find-report";
import type { FlagReason } from "./flag-reasons";
import { reportKey } from "./keys";
import { markReport } from "./mark-report";
import type { Report } from "./report";
import type { ReportDeps } from "./report-deps";
import { enqueue } from "./review-queue";

/** Distinct devices that must flag a report before it is hidden until a moderator has seen it. */
export const FLAGS_TO_HIDE = 3;

export interface Flag {
  readonly id: string;
  readonly reason: FlagReason;
  /** The device's mark on this report, as `actorMark` gives it. */
  readonly mark: string;
  /** The report's 6-character geohash, if known. */
  readonly hint?: string | undefined;
}

/**
 * Counts one device's flag, once per device and report. The first flag puts the report before the moderators, the
 * third hides it until they decide. A moderator who keeps a report sets its flags back to none.
 *
 * @throws AppError `not_found`, `unavailable`
 */
export async function flagReport(
  deps: ReportDeps,
  { id, reason, mark, hint }: Flag,
): Promise<"counted" | "repeated"> {
  const report = await findReport(deps, id, hint);
  if (report === null) throw new AppError("not_found", "There is no report with this id.");
  await enqueue(deps, {
    reportId: id,
    geohash: report.geohash,
    reasons: [`flag:${reason}`],
    expiresAt: report.expiresAt,
  });
  const outcome = await markReport(deps, report, { kind: "flag", mark, counter: "flags", facts: { reason } });
  if (outcome === "counted") await hideIfFlaggedOut(deps, report);
  return outcome;
}

async function hideIfFlaggedOut(
  { dynamo }: ReportDeps,
  report: Pick<Report, "id" | "geohash">,
): Promise<void> {
  const command = new UpdateCommand({
    TableName: dynamo.tables.reports,
    Key: reportKey(report.geohash, report.id),
    ConditionExpression: "flags >= :enough AND attribute_not_exists(#hidden)",
    UpdateExpression: "SET #hidden = :true ADD revision :one",
    ExpressionAttributeNames: { "#hidden": "hidden" },
    ExpressionAttributeValues: { ":enough": FLAGS_TO_HIDE, ":true": true, ":one": 1 },
  });
  try {
    await translated(dynamo.documents.send(command));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
