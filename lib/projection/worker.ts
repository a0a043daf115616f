import { setTimeout as sleep } from "node:timers/promises";
import { calibrateCities } from "@/lib/neighborhoods/calibrate-cities";
import { scoreDueCells } from "@/lib/neighborhoods/score-pass";
import type { Runtime } from "@/lib/platform/runtime";
import { syncCities } from "@/lib/read-model/sync-cities";
import { scanReports } from "@/lib/reports/scan-reports";
import { StreamFollower } from "./follow-stream";
import { prunePoints, rollWindows } from "./project";
import { rebuildProjection } from "./recount";

const FOLLOW_IDLE_MS = 150;
const ROLL_MS = 1_000;
const SCORE_MS = 2_000;
const BEAT_MS = 5_000;
const TEND_MS = 600_000;
const MAX_BACKOFF_MS = 5_000;

/**
 * Keeps the read model up to date until `signal` aborts: follows the stream, rolls the windows, scores cells that are
 * due. A store that is away is waited for; nothing is lost meanwhile, since positions move only with their batch.
 */
export async function runWorker(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { sql, dynamo, log, now } = runtime;
  const follower = new StreamFollower({
    sql,
    streams: dynamo.streams,
    tableName: dynamo.tables.reports,
    log,
    now,
  });
  const rebuild = () => rebuildProjection({ sql, reports: scanReports({ dynamo }), now });
  const repeat = (name: string, idleMs: number, work: () => Promise<boolean>) =>
    repeatUntil(signal, name, idleMs, work, log);
  await Promise.all([
    repeat("follow", FOLLOW_IDLE_MS, async () => {
      const { records, gap } = await follower.round();
      if (gap) await rebuild();
      return records > 0;
    }),
    repeat("roll", ROLL_MS, async () => (await rollWindows(sql, now())) > 0),
    repeat("score", SCORE_MS, () => scoreDueCells(runtime)),
    repeat("beat", BEAT_MS, async () => {
      await sql`update projection_state set beat_at = ${new Date(now())}`;
      return false;
    }),
    repeat("tend", TEND_MS, async () => {
      await syncCities(sql);
      await prunePoints(sql, now());
      await calibrateCities(sql, now());
      return false;
    }),
  ]);
}

/** Calls `work` again and again: at once while it says there is more, else after `idleMs`; after errors with backoff. */
async function repeatUntil(
  signal: AbortSignal,
  name: string,
  idleMs: number,
  work: () => Promise<boolean>,
  log: Runtime["log"],
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const more = await work();
      if (failures > 0) log.info({ task: name }, "recovered");
      failures = 0;
      if (more) continue;
    } catch (error) {
      if (failures === 0) log.warn({ task: name, err: error }, "failed, will try again");
      failures += 1;
    }
    const pause = failures === 0 ? idleMs : Math.min(MAX_BACKOFF_MS, 200 * 2 ** failures);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
