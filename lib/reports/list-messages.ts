import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { translated } from "@/lib/platform/translated";
import { messageKey, messagesOf } from "./activity-keys";
import { fromMessageItem, type Message, type MessageItem } from "./message";
import type { ReportDeps } from "./report-deps";

export interface MessageRange {
  /** Milliseconds since the epoch, inclusive; null for no limit. */
  readonly since: number | null;
  /** Milliseconds since the epoch, exclusive; null for no limit. */
  readonly until: number | null;
  /** Most messages to return, at least 1. */
  readonly limit: number;
  /** Id of the last message already told; null starts at the oldest. */
  readonly after: string | null;
}

/** Sorts after every `timestamp_id`. */
const NEWEST = "~";

/**
 * Messages of a report that anybody may see, oldest first; held, removed and expired ones are left out.
 *
 * @returns with `next`, the id to go on after, or null when everything was told
 */
export async function listMessages(
  deps: ReportDeps,
  reportId: string,
  range: MessageRange,
): Promise<{ readonly messages: readonly Message[]; readonly next: string | null }> {
  const messages: Message[] = [];
  let start = range.after === null ? undefined : messageKey(reportId, range.after);
  do {
    const page = await queryMessages(deps, reportId, range, start);
    messages.push(...page.messages);
    start = page.lastKey;
  } while (start !== undefined && messages.length <= range.limit);
  const told = messages.slice(0, range.limit);
  return { messages: told, next: messages.length > range.limit ? (told.at(-1)?.id ?? null) : null };
}

type StartKey = ReturnType<typeof messageKey> | undefined;

async function queryMessages(
  { dynamo, now }: ReportDeps,
  reportId: string,
  { since, until, limit }: MessageRange,
  start: StartKey,
): Promise<{ messages: Message[]; lastKey: StartKey }> {
  const { Items = [], LastEvaluatedKey } = await translated(
    dynamo.documents.send(
      new QueryCommand({
        TableName: dynamo.tables.activity,
        KeyConditionExpression: "pk = :messages AND sk BETWEEN :since AND :until",
        FilterExpression:
          "expires_at > :now AND attribute_not_exists(held) AND attribute_not_exists(removed)",
        ExpressionAttributeValues: {
          ":messages": messagesOf(reportId),
          ":since": new Date(since ?? 0).toISOString(),
          ":until": until === null ? NEWEST : new Date(until).toISOString(),
          ":now": now() / 1000,
        },
        ExclusiveStartKey: start,
        Limit: limit + 1,
      }),
    ),
  );
  return {
    messages: Items.map((item) => fromMessageItem(item as MessageItem)),
    lastKey: LastEvaluatedKey as StartKey,
  };
}
