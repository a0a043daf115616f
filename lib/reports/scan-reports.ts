import { ScanCommand, type ScanCommandOutput } from "@aws-sdk/lib-dynamodb";
import { translated } from "@/lib/platform/translated";
import type { ReportDeps } from "./report-deps";
import { fromItem, type ReportItem, type StoredReport } from "./report-item";

/** Which part of the table to read: `segment` 0 to `total` − 1 of `total` equal parts. */
export interface ScanSegment {
  readonly segment: number;
  readonly total: number;
}

/**
 * Every stored report page by page, in no order, hidden and expired ones included. It reads the whole table: for
 * rebuilding and verifying the read model only.
 */
export async function* scanReports(
  { dynamo }: Pick<ReportDeps, "dynamo">,
  { segment, total }: ScanSegment = { segment: 0, total: 1 },
): AsyncGenerator<StoredReport[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const page: ScanCommandOutput = await translated(
      dynamo.documents.send(
        new ScanCommand({
          TableName: dynamo.tables.reports,
          Segment: segment,
          TotalSegments: total,
          ExclusiveStartKey: start,
          ConsistentRead: true,
        }),
      ),
    );
    yield (page.Items ?? []).map((item) => fromItem(item as ReportItem));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
