import { setTimeout } from "node:timers/promises";
import { BatchGetCommand, BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { type Draft, draftReport } from "./draft-report";
import { type ReportKey, reportKey } from "./keys";
import type { ReportDeps } from "./report-deps";
import { fromItem, type ReportItem, type StoredReport, toItem } from "./report-item";
import type { ReportInput } from "./report-schema";
import { replay, type Submitted } from "./submit-report";

/** Most keys that one BatchGetItem takes, and most items that one BatchWriteItem takes. */
const KEYS_PER_CALL = 100;
const ITEMS_PER_CALL = 25;
/** Rounds in a row that may come to nothing; with the waits between them about half a minute. */
const MAX_IDLE_ROUNDS = 9;
const LONGEST_WAIT_MS = 8_000;

/**
 * Stores reports whose ids the caller derives from their content (imports, demonstration data): reads which are
 * there, then writes the rest, 25 to a call, and sends again what the table leaves unprocessed until nothing is left.
 *
 * Unlike `submitReport` the put has no condition: of two processes that bring the same id within milliseconds the
 * later one wins. Both bring the same content, so nothing is lost but a confirmation that came in between.
 *
 * @returns per input, in order: what became of it, or the AppError (`invalid`, `gone`) that refuses it
 * @throws AppError `unavailable` when the store takes nothing for half a minute; what it took stays, and the same
 *   call may be made again
 */
export async function submitReports(
  deps: ReportDeps,
  inputs: readonly ReportInput[],
): Promise<(Submitted | AppError)[]> {
  const drafts = inputs.map((input) => attempt(() => draftReport(input, deps.now(), { clockWindow: false })));
  const known = await findStored(deps, drafts.filter(isDraft));
  const fresh: Draft[] = [];
  const outcomes = drafts.map((draft) => {
    if (!isDraft(draft)) return draft;
    const { report } = draft;
    const stored = known.get(report.id + report.geohash);
    if (stored !== undefined) return attempt(() => replay(stored, report));
    known.set(report.id + report.geohash, report);
    fresh.push(draft);
    return { report, outcome: "created" } as const;
  });
  await putAll(deps, fresh);
  return outcomes;
}

async function findStored(
  { dynamo }: ReportDeps,
  drafts: readonly Draft[],
): Promise<Map<string, StoredReport>> {
  const table = dynamo.tables.reports;
  const found = new Map<string, StoredReport>();
  const keys = new Map(
    drafts.map(({ report }) => [report.id + report.geohash, reportKey(report.geohash, report.id)]),
  );
  await untilProcessed([...keys.values()], KEYS_PER_CALL, async (part) => {
    const { Responses, UnprocessedKeys } = await translated(
      dynamo.documents.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: [...part], ConsistentRead: true } } }),
      ),
    );
    for (const item of Responses?.[table] ?? []) {
      const report = fromItem(item as ReportItem);
      found.set(report.id + report.geohash, report);
    }
    return (UnprocessedKeys?.[table]?.Keys ?? []) as unknown as ReportKey[];
  });
  return found;
}

async function putAll({ dynamo }: ReportDeps, drafts: readonly Draft[]): Promise<void> {
  const table = dynamo.tables.reports;
  const items = drafts.map(({ report, shard }) => toItem(report, shard));
  await untilProcessed(items, ITEMS_PER_CALL, async (part) => {
    const requests = part.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await translated(
      dynamo.documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } })),
    );
    return (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item === undefined ? [] : [PutRequest.Item as ReportItem],
    );
  });
}

/** Sends all entries in calls of `size`, and again what a call leaves or the store refuses, with growing waits. */
async function untilProcessed<Entry>(
  entries: readonly Entry[],
  size: number,
  send: (part: readonly Entry[]) => Promise<readonly Entry[]>,
): Promise<void> {
  let idleRounds = 0;
  for (let left = entries; left.length > 0; ) {
    const parts = Array.from({ length: Math.ceil(left.length / size) }, (_, i) =>
      left.slice(i * size, (i + 1) * size),
    );
    const results = await Promise.allSettled(parts.map(send));
    const refusals = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    const fatal = refusals.find((reason) => !isUnavailable(reason));
    if (fatal !== undefined) throw fatal;
    const next = results.flatMap((result, i) =>
      result.status === "rejected" ? (parts[i] ?? []) : result.value,
    );
    idleRounds = next.length < left.length ? 0 : idleRounds + 1;
    if (idleRounds > MAX_IDLE_ROUNDS) throw unavailable(refusals[0]);
    left = next;
    // Full jitter, so that processes that were refused together do not come back together.
    if (left.length > 0)
      await setTimeout(Math.random() * Math.min(LONGEST_WAIT_MS, 50 * 2 ** (idleRounds + 1)));
  }
}

function unavailable(reason: unknown): unknown {
  return (
    reason ??
    new AppError("unavailable", "The report store leaves writes unprocessed.", { retryAfterSeconds: 2 })
  );
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === "unavailable";
}

function isDraft(draft: Draft | AppError): draft is Draft {
  return !(draft instanceof AppError);
}

/** The result, or the AppError that refuses it. */
function attempt<Result>(work: () => Result): Result | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
