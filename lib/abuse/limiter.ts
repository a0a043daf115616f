import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { LRUCache } from "lru-cache";
import type { AbuseDeps } from "./abuse-deps";
import { DAY_MS, dailySalt } from "./daily-salt";
import { slidingCount, WINDOW_MS, waitUntilBelow, windowStart } from "./sliding-count";
import { tag } from "./tags";

/** What is counted, and how often the count goes to the table. */
export interface Counter {
  readonly name: string;
  /** Events counted in memory before one write tells the other processes; an event costs 1 / block write units. */
  readonly block: number;
}

/** One event, held until it is known whether it happened. */
export interface Reservation {
  /** Events of the last hour, all processes together as far as known, this one included. */
  readonly used: number;
  /** Milliseconds until `used` falls below `limit`. */
  readonly waitMs: (limit: number) => number;
  /** The event happened. */
  readonly commit: () => void;
  /** It did not. */
  readonly release: () => void;
}

/** The events of one subject in one fixed hour. */
interface Tally {
  readonly start: number;
  /** Events of all processes that the table knew of at the last flush. */
  told: number;
  /** Events of this process that the table does not know of. */
  untold: number;
  reserved: number;
  /** Events of the hour before. */
  previous: number;
  flushing: boolean;
}

const tallies = new LRUCache<string, Tally>({ max: 100_000 });
const flushes = new Set<Promise<void>>();

/**
 * Reserves one event of `subject` in a sliding hour. In memory, without a wait but for the day's first salt; a write
 * follows in the background each time `counter.block` events have come together, and brings back what the other
 * processes counted. So a subject gets past a limit by at most `block` − 1 events per process, and one with fewer
 * events than `block` costs nothing at all.
 *
 * @param subject device or network; kept as a tag of the day's salt, never as it is
 */
export async function reserve(deps: AbuseDeps, counter: Counter, subject: string): Promise<Reservation> {
  const now = deps.now();
  const key = await itemKey(deps, counter, subject, windowStart(now));
  const tally = currentTally(deps, counter, subject, now);
  tally.reserved++;
  const current = tally.told + tally.untold + tally.reserved;
  const settle = (happened: boolean): void => {
    tally.reserved--;
    if (happened) tally.untold++;
    if (tally.untold < counter.block || tally.flushing) return;
    const flush = flushTally(deps, counter, subject, key, tally).finally(() => flushes.delete(flush));
    flushes.add(flush);
  };
  return {
    used: slidingCount(current, tally.previous, now),
    waitMs: (limit) => waitUntilBelow(limit, current, tally.previous, now),
    commit: () => settle(true),
    release: () => settle(false),
  };
}

/** Events of the last hour, all processes together as far as known; those under way are not counted. */
export function recentCount(deps: AbuseDeps, counter: Counter, subject: string): number {
  const now = deps.now();
  const { told, untold, previous } = currentTally(deps, counter, subject, now);
  return slidingCount(told + untold, previous, now);
}

/** Waits for the writes under way, before a process ends and in tests. */
export async function limiterFlushed(): Promise<void> {
  await Promise.all(flushes);
}

function currentTally({ dynamo }: AbuseDeps, counter: Counter, subject: string, now: number): Tally {
  const start = windowStart(now);
  const cacheKey = `${dynamo.tables.activity}/${counter.name}/${subject}`;
  const known = tallies.get(cacheKey);
  if (known?.start === start) return known;
  const previous = known?.start === start - WINDOW_MS ? known.told + known.untold : 0;
  const tally = { start, told: 0, untold: 0, reserved: 0, previous, flushing: false };
  tallies.set(cacheKey, tally);
  return tally;
}

async function flushTally(
  deps: AbuseDeps,
  counter: Counter,
  subject: string,
  key: ItemKey,
  tally: Tally,
): Promise<void> {
  tally.flushing = true;
  try {
    while (tally.untold >= counter.block) {
      const amount = tally.untold;
      const [told, previous] = await Promise.all([
        addToItem(deps, key, amount, tally.start),
        tally.told === 0 ? previousCount(deps, counter, subject, tally.start) : 0,
      ]);
      tally.told = told;
      tally.untold -= amount;
      tally.previous = Math.max(tally.previous, previous);
    }
  } catch {
    // What was not written stays untold, and goes with the next flush. The report itself is not held up.
  } finally {
    tally.flushing = false;
  }
}

interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Each hour's item is keyed by the salt of its own day, so the hour before midnight is still found after it. */
async function itemKey(deps: AbuseDeps, { name }: Counter, subject: string, start: number): Promise<ItemKey> {
  const subjectTag = tag(await dailySalt(deps, start), "limit", name, subject);
  return { pk: `limit#${subjectTag}`, sk: new Date(start).toISOString().slice(0, 13) };
}

async function addToItem(
  { dynamo }: AbuseDeps,
  key: ItemKey,
  amount: number,
  start: number,
): Promise<number> {
  const { Attributes } = await dynamo.documents.send(
    new UpdateCommand({
      TableName: dynamo.tables.activity,
      Key: key,
      UpdateExpression: "SET expires_at = :expiresAt ADD events :amount",
      ExpressionAttributeValues: { ":amount": amount, ":expiresAt": (start + DAY_MS) / 1000 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return Number(Attributes?.events);
}

async function previousCount(
  deps: AbuseDeps,
  counter: Counter,
  subject: string,
  start: number,
): Promise<number> {
  const key = await itemKey(deps, counter, subject, start - WINDOW_MS);
  const { Item } = await deps.dynamo.documents.send(
    new GetCommand({ TableName: deps.dynamo.tables.activity, Key: key }),
  );
  return Number(Item?.events ?? 0);
}
