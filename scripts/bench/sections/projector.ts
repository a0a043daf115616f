import { join } from "node:path";
import type { Sql } from "postgres";
import { readEnv } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate";
import { createPostgres } from "@/lib/platform/postgres";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { project } from "@/lib/projection/project";
import { projectByRows } from "../one-row-upserts";
import { type Comparison, compare, figure, type SectionResult } from "../result";
import { sampleReports, take } from "../sample-reports";
import { timeInTurns } from "../statistics";
import type { BenchStores } from "../throwaway-engines";

/** Reports that are there before anything is measured, so that cells exist and indexes have some depth. */
const BEFORE = 20_000;
const BATCHES = [1, 100, 1000] as const;
/** Batches in a round, so that a round of single reports is not over before the clock has ticked. */
const BATCHES_PER_ROUND: Readonly<Record<(typeof BATCHES)[number], number>> = { 1: 40, 100: 3, 1000: 1 };

/** `project` beside one-row upserts of the very same changes, each in a database of its own. */
export async function benchProjector(stores: BenchStores, rounds: number): Promise<SectionResult> {
  const asOf = stores.runtime.now();
  const reports = sampleReports(asOf, 7);
  const base = await createDatabase(stores, "bench_base", "template0");
  await migrate(base, join(PROJECT_ROOT, "sql"));
  for (let filled = 0; filled < BEFORE; filled += 2000) await project(base, take(reports, 2000), { asOf });
  await base.end();
  const ours = await createDatabase(stores, "bench_ours", "bench_base");
  const byRows = await createDatabase(stores, "bench_by_rows", "bench_base");
  const pipelined = await createDatabase(stores, "bench_pipelined", "bench_base");
  const comparisons: Comparison[] = [];
  for (const size of BATCHES) {
    const perRound = BATCHES_PER_ROUND[size];
    const batches = Array.from({ length: (rounds + 1) * perRound }, () => take(reports, size));
    const ofRound = (round: number) => batches.slice(round * perRound, (round + 1) * perRound);
    const times = await timeInTurns(rounds, {
      stratum: async (round) => {
        for (const batch of ofRound(round)) await project(ours, batch, { asOf });
      },
      rows: async (round) => {
        for (const batch of ofRound(round)) await projectByRows(byRows, batch, { asOf, pipelined: false });
      },
      pipelined: async (round) => {
        for (const batch of ofRound(round)) await projectByRows(pipelined, batch, { asOf, pipelined: true });
      },
    });
    const common = {
      name: `batch of ${size.toLocaleString("en-US")}`,
      stratum: times.stratum,
      pieces: perRound * size,
    };
    const target = size === 1 ? undefined : { atLeast: 4 };
    comparisons.push(compare({ ...common, other: "one-row upserts", others: times.rows, target }));
    comparisons.push(compare({ ...common, other: "the same, pipelined", others: times.pipelined }));
  }
  const differing = await countDifferences(ours, byRows);
  await Promise.all([ours.end(), byRows.end(), pipelined.end()]);
  return {
    id: "projector",
    title: "Projector",
    notes: [
      `Time per report, into a read model of ${BEFORE.toLocaleString("en-US")} reports. The upserts of a batch share one transaction.`,
    ],
    comparisons,
    figures: [
      figure("rows that differ between the two afterwards", differing, "rows", {
        text: "0",
        met: differing === 0,
      }),
    ],
  };
}

/** A new database beside the main one: a copy of `template`, which must have no session in it. */
async function createDatabase(
  { runtime, settings }: BenchStores,
  name: string,
  template: string,
): Promise<Sql> {
  await runtime.sql.unsafe(`create database ${name} template ${template}`);
  const url = new URL(runtime.env.databaseUrl);
  url.pathname = `/${name}`;
  return createPostgres(readEnv({ ...settings, DATABASE_URL: url.href }));
}

/** Rows of map cells and days that stand on one side only. */
async function countDifferences(left: Sql, right: Sql): Promise<number> {
  const [a, b] = await Promise.all([left, right].map(rowsOf));
  const other = new Set(b);
  const missing = (a ?? []).filter((row) => !other.delete(row));
  return missing.length + other.size;
}

async function rowsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ row: string }[]>`
    select m::text as row from map_cells m union all select d::text from cell_days d union all select c::text from map_category_cells c
    union all select (report_id, tile_key, window_state, leaves_window_at)::text from report_points`;
  return rows.map(({ row }) => row);
}
