import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { timelineKey } from "./activity-keys";
import { reportKey } from "./keys";
import type { Report, ReportStatus } from "./report";
import type { ReportDeps } from "./report-deps";
import { newReportId } from "./report-id";

/** Who moved a report: the city's staff, an operator, or enough neighbours. Never a person. */
export type StatusAuthor = "city" | "operator" | "neighbors";

export interface StatusChange {
  readonly to: ReportStatus;
  readonly by: StatusAuthor;
  /** Words to the residents, already screened; null for none. */
  readonly note: string | null;
}

/** Where a report may go from each status. */
export const STATUS_TRANSITIONS: Readonly<Record<ReportStatus, readonly ReportStatus[]>> = {
  open: ["acknowledged", "in_progress", "resolved", "declined", "gone"],
  acknowledged: ["open", "in_progress", "resolved", "declined", "gone"],
  in_progress: ["acknowledged", "resolved", "declined"],
  resolved: ["open", "in_progress"],
  declined: ["open", "acknowledged"],
  gone: ["open", "acknowledged", "resolved"],
};

/**
 * Moves a report to another status and writes a line of its timeline, both or neither.
 *
 * @param report as last read; when its status has changed since, nothing happens
 * @throws AppError `invalid` for a move that `STATUS_TRANSITIONS` does not know, `conflict` when somebody else moved
 *   the report meanwhile, `unavailable`
 */
export async function changeStatus(
  deps: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "status" | "expiresAt">,
  change: StatusChange,
): Promise<void> {
  if (!STATUS_TRANSITIONS[report.status].includes(change.to)) {
    const message = `cannot become ${change.to} from ${report.status}`;
    throw new AppError("invalid", `The report ${message}.`, { errors: [{ path: "status", message }] });
  }
  try {
    await translated(deps.dynamo.documents.send(statusTransaction(deps, report, change)));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    throw new AppError("conflict", "The report was changed by somebody else. Look again.", { cause: error });
  }
}

function statusTransaction(
  { dynamo, now }: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "status" | "expiresAt">,
  { to, by, note }: StatusChange,
): TransactWriteCommand {
  return new TransactWriteCommand({
    TransactItems: [
      {
        Update: {
          TableName: dynamo.tables.reports,
          Key: reportKey(report.geohash, report.id),
          ConditionExpression: "#status = :from",
          UpdateExpression: "SET #status = :to ADD revision :one",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":from": report.status, ":to": to, ":one": 1 },
        },
      },
      {
        Put: {
          TableName: dynamo.tables.activity,
          Item: {
            ...timelineKey(report.id, newReportId(now())),
            to,
            by,
            ...(note !== null && { note }),
            expires_at: report.expiresAt,
          },
        },
      },
    ],
  });
}
