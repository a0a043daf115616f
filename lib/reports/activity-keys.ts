import { timestampId } from "./keys";

/** Primary key of an item of the activity table. */
export interface ActivityKey {
  readonly pk: string;
  readonly sk: string;
}

export type MarkKind = "confirmation" | "flag";

/** One device's confirmation or flag of one report. `mark` as `actorMark` gives it. */
export function markKey(reportId: string, kind: MarkKind, mark: string): ActivityKey {
  return { pk: `marks#${reportId}`, sk: `${kind}#${mark}` };
}

/** A message of a report: `timestamp#messageId` in time order. `messageId` is a UUIDv7. */
export function messageKey(reportId: string, messageId: string): ActivityKey {
  return { pk: messagesOf(reportId), sk: timestampId(messageId) };
}

export function messagesOf(reportId: string): string {
  return `messages#${reportId}`;
}

/** A change of a report's status, in time order. `entryId` is a UUIDv7. */
export function timelineKey(reportId: string, entryId: string): ActivityKey {
  return { pk: timelineOf(reportId), sk: timestampId(entryId) };
}

export function timelineOf(reportId: string): string {
  return `timeline#${reportId}`;
}

/** The partition of everything that waits for a moderator. */
export const QUEUE = "queue";

/** What waits: a report, or one of its messages. Sorted by when it came. */
export function queueKey(reportId: string, messageId: string | null): ActivityKey {
  return {
    pk: QUEUE,
    sk: messageId === null ? timestampId(reportId) : `${timestampId(messageId)}#${reportId}`,
  };
}
