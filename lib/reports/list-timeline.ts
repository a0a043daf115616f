import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { translated } from "@/lib/platform/translated";
import { timelineOf } from "./activity-keys";
import type { StatusAuthor } from "./change-status";
import { idOf } from "./keys";
import type { ReportStatus } from "./report";
import type { ReportDeps } from "./report-deps";
import { idTimestamp } from "./report-id";

/** One move of a report's status. */
export interface TimelineEntry {
  readonly status: ReportStatus;
  readonly by: StatusAuthor;
  readonly note: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Every move of a report's status, oldest first; at most the latest 100. */
export async function listTimeline({ dynamo, now }: ReportDeps, reportId: string): Promise<TimelineEntry[]> {
  const { Items = [] } = await translated(
    dynamo.documents.send(
      new QueryCommand({
        TableName: dynamo.tables.activity,
        KeyConditionExpression: "pk = :timeline",
        FilterExpression: "expires_at > :now",
        ExpressionAttributeValues: { ":timeline": timelineOf(reportId), ":now": now() / 1000 },
        ScanIndexForward: false,
        Limit: 100,
      }),
    ),
  );
  return Items.toReversed().map(({ sk, to, by, note }) => ({
    status: to,
    by,
    note: note ?? null,
    at: idTimestamp(idOf(sk)),
  }));
}

export function toPublicEntry({ status, by, note, at }: TimelineEntry) {
  return { status, by, note, at: new Date(at).toISOString() };
}
