import type { Sql, TransactionSql } from "postgres";
import type { Report } from "@/lib/reports/report";
import { applyChanges, RECOUNT_SCHEMA, rollIn, withProjectionLock, workIn } from "./project";
import { type ReportChange, reportChange } from "./report-change";

const BATCH = 2000;
const TABLES = ["report_points", "cell_days", "map_cells", "map_category_cells"] as const;

export interface RecountDeps {
  readonly sql: Sql;
  /** Every item of the reports table, expired ones included, in any order. */
  readonly reports: AsyncIterable<readonly Report[]>;
  readonly now: () => number;
  readonly onProgress?: (reports: number) => void;
}

/** One row that the live read model and a recount from the reports table do not agree on. */
export interface Difference {
  readonly table: (typeof TABLES)[number];
  /** The row as it stands; null when it is missing. */
  readonly live: Readonly<Record<string, unknown>> | null;
  /** The row as it should be; null when it should not be there. */
  readonly recounted: Readonly<Record<string, unknown>> | null;
}

export interface Recount {
  readonly reports: number;
  readonly differences: readonly Difference[];
}

/** Counts everything again from the reports table and returns each row that differs. Changes nothing. */
export function verifyProjection(deps: RecountDeps): Promise<Recount> {
  return recount(deps, async () => undefined);
}

/**
 * Counts everything again from the reports table and puts the differing rows right, in one transaction: readers see
 * the old map until the new one is complete. History older than the reports' life is kept.
 */
export function rebuildProjection(deps: RecountDeps): Promise<Recount> {
  return recount(deps, replaceDifferingRows);
}

async function recount(deps: RecountDeps, settle: (tx: TransactionSql) => Promise<void>): Promise<Recount> {
  const { sql, now } = deps;
  const startedAt = new Date(now());
  await createRecountTables(sql);
  try {
    const reports = await fill(deps);
    const differences = await withProjectionLock(sql, async (tx) => {
      await tx`set local statement_timeout = 0`;
      const asOf = now();
      await keepWhatTheTableForgot(tx, startedAt, asOf);
      await rollToEnd(tx, asOf);
      await workIn(tx, "public");
      await rollToEnd(tx, asOf);
      const found = await findDifferences(tx);
      await settle(tx);
      return found;
    });
    return { reports, differences };
  } finally {
    await sql`drop schema if exists ${sql(RECOUNT_SCHEMA)} cascade`;
  }
}

async function createRecountTables(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`drop schema if exists ${tx(RECOUNT_SCHEMA)} cascade`;
    await tx`create schema ${tx(RECOUNT_SCHEMA)}`;
    for (const table of [...TABLES, "score_queue"]) {
      await tx`create table ${tx(`${RECOUNT_SCHEMA}.${table}`)} (like ${tx(`public.${table}`)} including all)`;
    }
  });
}

async function fill({ sql, reports, now, onProgress }: RecountDeps): Promise<number> {
  let count = 0;
  let waiting: ReportChange[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    await sql.begin(async (tx) => {
      await workIn(tx, RECOUNT_SCHEMA);
      await applyChanges(tx, batch, { asOf: now() });
    });
    onProgress?.(count);
  };
  for await (const page of reports) {
    count += page.length;
    waiting.push(...page.map(reportChange));
    if (waiting.length >= BATCH) await flush();
  }
  if (waiting.length > 0) await flush();
  return count;
}

/**
 * Takes over from the live points what a scan of the table cannot tell: reports that expired from the table, tombstones
 * of withdrawn ones, and changes that were projected while the scan ran.
 */
async function keepWhatTheTableForgot(tx: TransactionSql, startedAt: Date, asOf: number): Promise<void> {
  await workIn(tx, RECOUNT_SCHEMA);
  const query = tx<(Omit<ReportChange, "createdAt"> & { createdAt: Date })[]>`
    select p.report_id, p.revision, p.geohash_8, p.lon_index, p.lat_index, p.city_id, p.layer, p.category,
      p.severity, p.still_there, p.source, p.created_at, p.live, p.counted, p.removed
    from public.report_points p left join report_points r using (report_id)
    where (r.report_id is null or p.revision > r.revision)
      and (p.removed or p.updated_at >= ${startedAt} or p.created_at <= ${new Date(asOf - 90 * 24 * 3600 * 1000)})`;
  for await (const rows of query.cursor(BATCH)) {
    const changes = rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
    await applyChanges(tx, changes, { asOf });
  }
}

async function rollToEnd(tx: TransactionSql, asOf: number): Promise<void> {
  while ((await rollIn(tx, asOf, 20_000)) > 0);
}

/** Rows of each table that stand only on one side; columns that say when a row was written do not count. */
async function findDifferences(tx: TransactionSql): Promise<Difference[]> {
  const rows = await tx<Difference[]>`
    select 'report_points' as table, to_json(l) as live, to_json(r) as recounted
    from (select ${pointColumns(tx)} from public.report_points) l
    full join (select ${pointColumns(tx)} from recount.report_points) r using (report_id)
    where l is distinct from r
    union all
    select 'map_cells', to_json(l), to_json(r)
    from public.map_cells l full join recount.map_cells r using (time_window, precision, geohash)
    where l is distinct from r
    union all
    select 'map_category_cells', to_json(l), to_json(r)
    from public.map_category_cells l
    full join recount.map_category_cells r using (time_window, precision, geohash, category)
    where l is distinct from r
    union all
    select 'cell_days', to_json(l), to_json(r)
    from (select * from public.cell_days where ${isRecountable(tx)}) l
    full join recount.cell_days r using (geohash, day, category, imported)
    where l is distinct from r`;
  return rows.map(({ table, live, recounted }) => ({ table, live, recounted }));
}

async function replaceDifferingRows(tx: TransactionSql): Promise<void> {
  await tx`
    delete from public.report_points l using (
      select report_id from (select ${pointColumns(tx)} from public.report_points
        except select ${pointColumns(tx)} from recount.report_points) d
    ) gone where l.report_id = gone.report_id`;
  await tx`insert into public.report_points select * from recount.report_points on conflict do nothing`;
  await tx`
    delete from public.map_cells l using (
      select * from public.map_cells except select * from recount.map_cells
    ) gone where (l.time_window, l.precision, l.geohash) = (gone.time_window, gone.precision, gone.geohash)`;
  await tx`insert into public.map_cells select * from recount.map_cells on conflict do nothing`;
  await tx`
    delete from public.map_category_cells l using (
      select * from public.map_category_cells except select * from recount.map_category_cells
    ) gone
    where (l.time_window, l.precision, l.geohash, l.category) = (gone.time_window, gone.precision, gone.geohash, gone.category)`;
  await tx`insert into public.map_category_cells select * from recount.map_category_cells on conflict do nothing`;
  await tx`
    delete from public.cell_days l using (
      select * from public.cell_days where ${isRecountable(tx)} except select * from recount.cell_days
    ) gone where (l.geohash, l.day, l.category, l.imported) = (gone.geohash, gone.day, gone.category, gone.imported)`;
  await tx`insert into public.cell_days select * from recount.cell_days on conflict do nothing`;
  await tx`update projection_state set version = version + 1`;
  await tx`
    insert into score_queue (geohash, due_at) select geohash, due_at from recount.score_queue
    on conflict (geohash) do update set due_at = least(score_queue.due_at, excluded.due_at)`;
}

const pointColumns = (tx: TransactionSql) => tx`
  report_id, revision, geohash_8, lon_index, lat_index, tile_key, city_id, layer, category, severity, still_there, source,
  created_at, live, counted, removed, window_state, leaves_window_at`;

/** Days that the points still tell: not imported straight into the history, not older than the points kept. */
const isRecountable = (tx: TransactionSql) =>
  tx`not imported and day >= (select frozen_before from projection_state)`;
