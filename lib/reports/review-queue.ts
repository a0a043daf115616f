import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ScreenReason } from "@/lib/abuse/screen-text";
import { translated } from "@/lib/platform/translated";
import { queueKey } from "./activity-keys";
import type { FlagReason } from "./flag-reasons";
import type { ReportDeps } from "./report-deps";

/** `undone`: a decision about it was taken back. */
export type QueueReason = ScreenReason | "photo" | "undone" | `flag:${FlagReason}`;

export interface QueueEntry {
  readonly reportId: string;
  /** 6-character geohash of the report. */
  readonly geohash: string;
  /** The message that waits; absent or null when it is the report itself. */
  readonly messageId?: string | null;
  readonly reasons: readonly QueueReason[];
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Puts a report or message before the moderators; once more adds the reasons to what waits already. It is written
 * before the thing itself: an entry whose report needs no decision (any more) is passed over when the queue is read,
 * while a held note without an entry would never be seen.
 */
export async function enqueue({ dynamo, now }: ReportDeps, entry: QueueEntry): Promise<void> {
  const { reportId, geohash, messageId = null, reasons, expiresAt } = entry;
  await translated(
    dynamo.documents.send(
      new UpdateCommand({
        TableName: dynamo.tables.activity,
        Key: queueKey(reportId, messageId),
        UpdateExpression:
          "SET report_id = :reportId, geohash = :geohash, message_id = :messageId, expires_at = :expiresAt, queued_at = :now ADD reasons :reasons",
        ExpressionAttributeValues: {
          ":reportId": reportId,
          ":geohash": geohash,
          ":messageId": messageId,
          ":expiresAt": expiresAt,
          ":now": now(),
          ":reasons": new Set(reasons),
        },
      }),
    ),
  );
}
