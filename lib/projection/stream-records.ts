import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { fromItem, type ReportItem } from "@/lib/reports/report-item";
import { type ReportChange, removalChange, reportChange } from "./report-change";

/** The principal that DynamoDB names when an item left because its time to live was over. */
const TTL_PRINCIPAL = "dynamodb.amazonaws.com";

/** The fields of a stream record that the projection reads; a Lambda event's records have the same shape. */
export type StreamRecord = Pick<_Record, "eventName" | "dynamodb" | "userIdentity">;

/**
 * The report changes in a batch of stream records, in order.
 *
 * A removal by the table's time to live is no change: history keeps the report, the windows let go of it by its age.
 */
export function changesOf(records: readonly StreamRecord[]): ReportChange[] {
  return records.flatMap((record) => changeOf(record) ?? []);
}

function changeOf({ eventName, dynamodb, userIdentity }: StreamRecord): ReportChange | null {
  if (eventName === "REMOVE") {
    if (userIdentity?.PrincipalId === TTL_PRINCIPAL) return null;
    const last = imageReport(dynamodb?.OldImage);
    return last === null ? null : removalChange(last);
  }
  const report = imageReport(dynamodb?.NewImage);
  return report === null ? null : reportChange(report);
}

function imageReport(image: Record<string, unknown> | undefined) {
  return image === undefined
    ? null
    : fromItem(unmarshall(image as Record<string, AttributeValue>) as ReportItem);
}

/** Age in milliseconds, at `now`, of the newest record; undefined for an empty batch. */
export function newestAgeMs(records: readonly StreamRecord[], now: number): number | undefined {
  const written = records.at(-1)?.dynamodb?.ApproximateCreationDateTime;
  return written === undefined ? undefined : Math.max(0, now - new Date(written).getTime());
}
