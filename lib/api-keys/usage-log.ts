import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";

/** One answered call of a known key. */
export interface UsageEntry {
  readonly apiKeyId: string;
  readonly subscriptionId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Name of the endpoint, `neighborhoods/{geohash}`; never the address that was asked. */
  readonly endpoint: string;
  readonly status: number;
  /** True when the call counts against the quota. */
  readonly charged: boolean;
  readonly durationMs: number;
}

export interface UsageLog {
  /** Notes one call in memory; never waits and never throws. */
  record(entry: UsageEntry): void;
  /** Writes everything noted so far. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface UsageLogOptions {
  /** Longest an entry stays in memory, milliseconds. Default 1,000. */
  readonly intervalMs?: number;
  /** Entries kept while the database is away; newer ones are dropped beyond it. Default 100,000. */
  readonly maxPending?: number;
  readonly onFlushFailed?: (error: unknown, pending: number) => void;
}

const BATCH_SIZE = 2_000;

/**
 * Writes the usage log and the billing totals in batches, off the request path. A batch that fails is tried again
 * under the same id, so that a batch whose answer was lost counts once. A killed process loses at most one interval
 * of log lines; the quota ledger does not depend on them.
 */
export function createUsageLog(sql: Sql, options: UsageLogOptions = {}): UsageLog {
  const { intervalMs = 1_000, maxPending = 100_000, onFlushFailed } = options;
  const pending: UsageEntry[] = [];
  let failed: { readonly id: string; readonly entries: UsageEntry[] } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (failed !== undefined || pending.length > 0) {
      const batch = failed ?? { id: randomUUID(), entries: pending.splice(0, BATCH_SIZE) };
      failed = batch;
      await writeUsage(sql, batch.id, batch.entries);
      failed = undefined;
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= drain()
      .catch((error: unknown) => {
        onFlushFailed?.(error, pending.length);
        schedule();
      })
      .finally(() => {
        running = undefined;
        if (pending.length > 0) schedule();
      });
    return running;
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), intervalMs).unref();
  }

  return {
    record(entry) {
      if (pending.length >= maxPending) return;
      pending.push(entry);
      if (pending.length >= BATCH_SIZE) void flush();
      else schedule();
    },
    flush,
    async close() {
      await flush();
      clearTimeout(timer);
    },
  };
}

/**
 * Writes one batch: log lines, totals per key, day and endpoint, and when each key was last used; all or nothing,
 * and nothing at all when the batch id is already there. Totals are written in key order so that two writers cannot
 * deadlock.
 */
async function writeUsage(sql: Sql, batchId: string, entries: readonly UsageEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    api_key_id: entry.apiKeyId,
    subscription_id: entry.subscriptionId,
    at: new Date(entry.at).toISOString(),
    endpoint: entry.endpoint,
    status: entry.status,
    charged: entry.charged,
    duration_ms: Math.round(entry.durationMs),
  }));
  await sql.begin(async (tx) => {
    const fresh = await tx`
      insert into api_usage_batches (id) values (${batchId}) on conflict do nothing returning 1`;
    if (fresh.length === 0) return;
    await tx`
      with entry as (
        select * from jsonb_to_recordset(${tx.json(rows)}) as t(
          api_key_id uuid, subscription_id uuid, at timestamptz, endpoint text, status int, charged boolean, duration_ms int
        )
      ),
      logged as (
        insert into api_usage_log (api_key_id, subscription_id, at, endpoint, status, duration_ms)
        select api_key_id, subscription_id, at, endpoint, status, duration_ms from entry
      ),
      used as (
        update api_keys k set last_used_at = greatest(k.last_used_at, u.at)
        from (
          select locked.id, u.at
          from api_keys locked join (select api_key_id, max(at) as at from entry group by 1) u on u.api_key_id = locked.id
          order by locked.id for no key update of locked
        ) u
        where k.id = u.id
      )
      insert into api_usage as total (api_key_id, subscription_id, day, endpoint, calls, errors)
      select api_key_id, subscription_id, (at at time zone 'UTC')::date, endpoint,
             count(*) filter (where charged), count(*) filter (where not charged)
      from entry group by 1, 2, 3, 4 order by 1, 3, 4
      on conflict (api_key_id, day, endpoint) do update
        set calls = total.calls + excluded.calls, errors = total.errors + excluded.errors`;
  });
}
