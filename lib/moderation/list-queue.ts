import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { translated } from "@/lib/platform/translated";
import { QUEUE } from "@/lib/reports/activity-keys";
import type { ReportDeps } from "@/lib/reports/report-deps";
import type { QueueReason } from "@/lib/reports/review-queue";
import { takeFromQueue } from "./apply-marks";
import { needsDecision } from "./marks";
import { findSubject, type Subject } from "./subject";

export interface Waiting {
  readonly subject: Subject;
  readonly reasons: readonly QueueReason[];
}

export interface QueuePage {
  /** Oldest first. */
  readonly waiting: readonly Waiting[];
  /** Go on after this key; null when nothing more waits. */
  readonly after: string | null;
}

/** How long an entry may wait for the report it was written ahead of, milliseconds. */
const SETTLING_MS = 60_000;

/**
 * What waits for a moderator, oldest first. Entries that wait for nothing any more are passed over and taken out.
 *
 * @param after `after` of the page before, null for the first
 */
export async function listQueue(
  deps: ReportDeps,
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<QueuePage> {
  const { Items = [], LastEvaluatedKey } = await translated(
    deps.dynamo.documents.send(
      new QueryCommand({
        TableName: deps.dynamo.tables.activity,
        KeyConditionExpression: "pk = :queue",
        ExpressionAttributeValues: { ":queue": QUEUE },
        ExclusiveStartKey: after === null ? undefined : { pk: QUEUE, sk: after },
        Limit: limit,
      }),
    ),
  );
  const waiting = await Promise.all(Items.map((item) => stillWaiting(deps, item)));
  return {
    waiting: waiting.filter((entry) => entry !== null),
    after: LastEvaluatedKey === undefined ? null : String(LastEvaluatedKey.sk),
  };
}

async function stillWaiting(deps: ReportDeps, item: Record<string, unknown>): Promise<Waiting | null> {
  const key = {
    reportId: String(item.report_id),
    geohash: String(item.geohash),
    messageId: item.message_id === null ? null : String(item.message_id),
  };
  const subject = await findSubject(deps, key);
  if (subject !== null && needsDecision(subject.marks)) {
    return { subject, reasons: [...(item.reasons as ReadonlySet<QueueReason>)].sort() };
  }
  // Something fresh may still be on its way: the entry is written before the report, the flag or the photo.
  if (deps.now() - Number(item.queued_at) > SETTLING_MS) await takeFromQueue(deps, key);
  return null;
}
