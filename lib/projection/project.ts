import type { Fragment, Sql, TransactionSql } from "postgres";
import type { ReportChange } from "./report-change";
import { WINDOW_SECONDS } from "./windows";

/** Held by whoever changes the read model, so that one batch at a time sees and moves the counters. */
const PROJECTION_LOCK = 7_205_001;

/** PostgreSQL channel that tells web processes of new reports (a JSON array, empty when only counters moved). */
export const LIVE_CHANNEL = "stratum_live";
/** Reports younger than this are announced as arrivals; older ones are imports and catch-ups. */
const ARRIVAL_SECONDS = 600;
/** A notification holds at most 8,000 bytes: 30 arrivals of about 220 bytes. */
const ARRIVALS_ANNOUNCED = 30;

export interface Checkpoint {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly finished?: boolean;
}

export interface ProjectOptions {
  /** Milliseconds since the epoch: decides which windows a report still counts in. */
  readonly asOf: number;
  /** Written in the same transaction as the batch. */
  readonly checkpoint?: Checkpoint;
  /** How long the newest change of the batch took to get here, in milliseconds. */
  readonly lagMs?: number;
}

/** The schema a recount fills beside the live tables. */
export const RECOUNT_SCHEMA = "recount";
export type ProjectionSchema = "public" | typeof RECOUNT_SCHEMA;

export interface ProjectResult {
  /** Changes that were new; the rest were replays. */
  readonly applied: number;
}

/**
 * Applies a batch of report changes to the read model, in one transaction with the checkpoint.
 *
 * At least once and in any order is enough: a change whose revision is not above the stored one does nothing, and
 * every counter moves by (new state − stored state).
 */
export async function project(
  sql: Sql,
  changes: readonly ReportChange[],
  options: ProjectOptions,
): Promise<ProjectResult> {
  const applied = await withProjectionLock(sql, async (tx) => {
    const count = changes.length === 0 ? 0 : await applyChanges(tx, changes, options);
    if (options.checkpoint !== undefined) await saveCheckpoint(tx, options.checkpoint);
    return count;
  });
  return { applied };
}

/** A change under the column names of `report_points`. */
function toRow(change: ReportChange) {
  return {
    report_id: change.reportId,
    revision: change.revision,
    geohash_8: change.geohash8,
    lon_index: change.lonIndex,
    lat_index: change.latIndex,
    city_id: change.cityId,
    layer: change.layer,
    category: change.category,
    severity: change.severity,
    still_there: change.stillThere,
    source: change.source,
    created_at: new Date(change.createdAt).toISOString(),
    live: change.live,
    counted: change.counted,
    removed: change.removed,
  };
}

/** Runs `work` in a transaction while no other projection can change the counters. */
export function withProjectionLock<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>) {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${PROJECTION_LOCK})`;
    return work(tx);
  });
}

/** Lets the statements that follow in this transaction work on the tables of `schema`. */
export async function workIn(tx: TransactionSql, schema: ProjectionSchema): Promise<void> {
  await tx`select set_config('search_path', ${schema === "public" ? "public" : `${schema}, public`}, true)`;
}

/** The batch's changes, in a transaction that holds the projection lock. Returns how many were new. */
export async function applyChanges(
  tx: TransactionSql,
  changes: readonly ReportChange[],
  { asOf, lagMs }: ProjectOptions,
): Promise<number> {
  const now = new Date(asOf);
  const rows = await tx<{ applied: number; arrivals: string | null }[]>`
    with incoming as (
      select distinct on (i.report_id) i.*,
        stratum_tile_key(-180 + (i.lon_index + 0.5::float8) * 360 / 1048576, -90 + (i.lat_index + 0.5::float8) * 180 / 1048576) as tile_key,
        ${windowState(tx, tx`i.created_at`, now)} as window_state
      from jsonb_to_recordset(${tx.json(changes.map(toRow))}) as i(
        report_id uuid, revision bigint, geohash_8 text, lon_index int, lat_index int, city_id text, layer text,
        category text, severity smallint, still_there int, source text, created_at timestamptz, live boolean,
        counted boolean, removed boolean)
      where i.created_at >= (select frozen_before from projection_state)::timestamp at time zone 'UTC'
      order by i.report_id, i.revision desc
    ),
    prior as (
      select p.* from report_points p join incoming i using (report_id)
    ),
    accepted as (
      select i.* from incoming i left join prior p using (report_id)
      where p.report_id is null or i.revision > p.revision
    ),
    replaced as (
      select p.* from prior p join accepted a using (report_id)
    ),
    written as (
      insert into report_points as t (
        report_id, revision, geohash_8, lon_index, lat_index, tile_key, city_id, layer, category, severity, still_there,
        source, created_at, live, counted, removed, window_state, leaves_window_at, updated_at
      )
      select report_id, revision, geohash_8, lon_index, lat_index, tile_key, city_id, layer, category, severity,
        still_there, source, created_at, live, counted, removed, window_state,
        ${leavesWindowAt(tx, tx`created_at`, tx`window_state`)}, ${now}
      from accepted
      on conflict (report_id) do update set
        revision = excluded.revision, geohash_8 = excluded.geohash_8, lon_index = excluded.lon_index,
        lat_index = excluded.lat_index, tile_key = excluded.tile_key, city_id = excluded.city_id,
        layer = excluded.layer, category = excluded.category, severity = excluded.severity,
        still_there = excluded.still_there, source = excluded.source, created_at = excluded.created_at,
        live = excluded.live, counted = excluded.counted, removed = excluded.removed,
        window_state = excluded.window_state, leaves_window_at = excluded.leaves_window_at,
        updated_at = excluded.updated_at
    ),
    contribution as (
      select 1 as sign, geohash_8, lon_index, lat_index, city_id, layer, category, severity, created_at, live, counted,
        window_state as from_window, 3 as to_window
      from accepted
      union all
      select -1, geohash_8, lon_index, lat_index, city_id, layer, category, severity, created_at, live, counted,
        window_state, 3
      from replaced
    ),
    ${moveMapCells(tx)},
    day_moves as (
      insert into cell_days as d (geohash, day, city_id, layer, category, reports, severity_sum)
      select left(geohash_8, 6), (created_at at time zone 'UTC')::date, min(city_id), min(layer), category,
        sum(sign), sum(sign * severity)
      from contribution where counted
      group by 1, 2, category
      having sum(sign) <> 0 or sum(sign * severity) <> 0
      order by 1, 2, category
      on conflict (geohash, day, category, imported) do update set
        reports = d.reports + excluded.reports, severity_sum = d.severity_sum + excluded.severity_sum
    ),
    queued as (
      insert into score_queue as q (geohash, due_at)
      select distinct left(geohash_8, 6), ${now}::timestamptz from accepted
      on conflict (geohash) do update set due_at = least(q.due_at, excluded.due_at)
    ),
    state as (
      update projection_state set
        version = version + 1,
        last_change_at = ${now},
        lag_ms = coalesce(${lagMs ?? null}::int, lag_ms)
      where exists (select 1 from accepted)
    ),
    arrived as (
      select a.* from accepted a left join prior p using (report_id)
      where p.report_id is null and a.live and a.created_at > ${new Date(asOf - ARRIVAL_SECONDS * 1000)}
      order by a.created_at desc
      limit ${ARRIVALS_ANNOUNCED}
    )
    select
      (select count(*)::int from accepted) as applied,
      (select json_agg(json_build_object(
        'id', report_id, 'geohash', geohash_8, 'city_id', city_id, 'layer', layer, 'category', category,
        'severity', severity, 'created_at', created_at))::text from arrived) as arrivals`;
  const result = rows[0];
  if (result === undefined || result.applied === 0) return 0;
  await dropEmptyCells(tx);
  await tx`select pg_notify(${LIVE_CHANNEL}, ${result.arrivals ?? "[]"})`;
  return result.applied;
}

/**
 * Moves reports on to the next window when their age says so, so that windows roll forward with no new reports.
 *
 * @param limit most reports to move in one transaction
 * @returns how many were moved; call again while it equals `limit`
 */
export async function rollWindows(sql: Sql, asOf: number, limit = 5000): Promise<number> {
  return withProjectionLock(sql, (tx) => rollIn(tx, asOf, limit));
}

/** As `rollWindows`, in a transaction that holds the projection lock. */
export async function rollIn(tx: TransactionSql, asOf: number, limit: number): Promise<number> {
  const now = new Date(asOf);
  const rows = await tx<{ moved: number }[]>`
      with leaving as (
        select p.*, ${windowState(tx, tx`p.created_at`, now)} as next_state
        from report_points p
        where live and window_state < 4 and leaves_window_at <= ${now}
        order by leaves_window_at
        limit ${limit}
      ),
      written as (
        update report_points p set
          window_state = l.next_state,
          leaves_window_at = ${leavesWindowAt(tx, tx`p.created_at`, tx`l.next_state`)}
        from leaving l where p.report_id = l.report_id
      ),
      contribution as (
        select -1 as sign, geohash_8, lon_index, lat_index, layer, category, severity, live, window_state as from_window,
          next_state - 1 as to_window
        from leaving
      ),
      ${moveMapCells(tx)},
      state as (
        update projection_state set version = version + 1 where exists (select 1 from leaving)
      )
      select count(*)::int as moved from leaving`;
  const moved = rows[0]?.moved ?? 0;
  if (moved > 0) await dropEmptyCells(tx);
  return moved;
}

/**
 * Lets go of the points of whole UTC days whose reports have all been expired for a day or more; their history stays.
 *
 * @returns how many points went
 */
export async function prunePoints(sql: Sql, asOf: number): Promise<number> {
  const lifeSeconds = WINDOW_SECONDS[3] ?? 0;
  const expired = new Date(asOf - (lifeSeconds + 24 * 3600) * 1000);
  return withProjectionLock(sql, async (tx) => {
    const rows = await tx<{ pruned: number }[]>`
      with cutoff as (select (${expired}::timestamptz at time zone 'UTC')::date as day),
      gone as (
        delete from report_points where created_at < (select day::timestamp at time zone 'UTC' from cutoff) returning 1
      ),
      frozen as (update projection_state set frozen_before = greatest(frozen_before, (select day from cutoff)))
      select count(*)::int as pruned from gone`;
    return rows[0]?.pruned ?? 0;
  });
}

/** Adds the `contribution` rows (sign, cell, layer, from_window … to_window) to `map_cells` and `map_category_cells`. */
function moveMapCells(tx: TransactionSql): Fragment {
  return tx`
    map_moves as (
      insert into map_cells as m (
        time_window, precision, geohash, tile_key, count, safety, vibe, infrastructure, opportunity,
        safety_severity, vibe_severity, infrastructure_severity, opportunity_severity, lon_sum, lat_sum
      )
      select w, p, cell, stratum_centroid_key(lon_sum, lat_sum, count), count, safety, vibe, infrastructure, opportunity,
        safety_severity, vibe_severity, infrastructure_severity, opportunity_severity, lon_sum, lat_sum
      from (
        select w, p, left(geohash_8, p) as cell,
          sum(sign) as count,
          coalesce(sum(sign) filter (where layer = 'safety'), 0) as safety,
          coalesce(sum(sign) filter (where layer = 'vibe'), 0) as vibe,
          coalesce(sum(sign) filter (where layer = 'infrastructure'), 0) as infrastructure,
          coalesce(sum(sign) filter (where layer = 'opportunity'), 0) as opportunity,
          coalesce(sum(sign * severity) filter (where layer = 'safety'), 0) as safety_severity,
          coalesce(sum(sign * severity) filter (where layer = 'vibe'), 0) as vibe_severity,
          coalesce(sum(sign * severity) filter (where layer = 'infrastructure'), 0) as infrastructure_severity,
          coalesce(sum(sign * severity) filter (where layer = 'opportunity'), 0) as opportunity_severity,
          sum(sign * (2 * lon_index + 1)::bigint)::bigint as lon_sum,
          sum(sign * (2 * lat_index + 1)::bigint)::bigint as lat_sum
        from contribution, generate_series(from_window, to_window) w, generate_series(2, 8) p
        where live
        group by w, p, cell
      ) delta
      where (count, safety, vibe, infrastructure, opportunity, safety_severity, vibe_severity, infrastructure_severity,
             opportunity_severity, lon_sum, lat_sum) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      order by w, p, cell
      on conflict (time_window, precision, geohash) do update set
        count = m.count + excluded.count,
        safety = m.safety + excluded.safety,
        vibe = m.vibe + excluded.vibe,
        infrastructure = m.infrastructure + excluded.infrastructure,
        opportunity = m.opportunity + excluded.opportunity,
        safety_severity = m.safety_severity + excluded.safety_severity,
        vibe_severity = m.vibe_severity + excluded.vibe_severity,
        infrastructure_severity = m.infrastructure_severity + excluded.infrastructure_severity,
        opportunity_severity = m.opportunity_severity + excluded.opportunity_severity,
        lon_sum = m.lon_sum + excluded.lon_sum,
        lat_sum = m.lat_sum + excluded.lat_sum,
        tile_key = stratum_centroid_key(
          m.lon_sum + excluded.lon_sum, m.lat_sum + excluded.lat_sum, m.count + excluded.count)
    ),
    category_moves as (
      insert into map_category_cells as m (time_window, precision, geohash, category, count, severity_sum)
      select w, p, left(geohash_8, p) as cell, category, sum(sign), sum(sign * severity)
      from contribution, generate_series(from_window, to_window) w, generate_series(2, 8) p
      where live
      group by w, p, cell, category
      having sum(sign) <> 0 or sum(sign * severity) <> 0
      order by w, p, cell, category
      on conflict (time_window, precision, geohash, category) do update set
        count = m.count + excluded.count, severity_sum = m.severity_sum + excluded.severity_sum
    )`;
}

/** Window state of a report made at `createdAt`: 0 … 3 for the shortest window that counts it, 4 for none. */
function windowState(tx: TransactionSql, createdAt: Fragment, now: Date): Fragment {
  const [day, week, month, quarter] = WINDOW_SECONDS.map(
    (seconds) => new Date(now.getTime() - seconds * 1000),
  );
  return tx`case
    when ${createdAt} > ${day ?? now} then 0 when ${createdAt} > ${week ?? now} then 1
    when ${createdAt} > ${month ?? now} then 2 when ${createdAt} > ${quarter ?? now} then 3 else 4 end`;
}

function leavesWindowAt(tx: TransactionSql, createdAt: Fragment, state: Fragment): Fragment {
  return tx`coalesce(
    ${createdAt} + make_interval(secs => (${[...WINDOW_SECONDS]}::int[])[${state} + 1]), 'infinity'::timestamptz)`;
}

async function dropEmptyCells(tx: TransactionSql): Promise<void> {
  await tx`delete from map_cells where count = 0`;
  await tx`delete from map_category_cells where count = 0`;
  await tx`delete from cell_days where reports = 0`;
}

async function saveCheckpoint(tx: TransactionSql, checkpoint: Checkpoint): Promise<void> {
  await tx`
    insert into projection_checkpoints (shard_id, sequence_number, finished)
    values (${checkpoint.shardId}, ${checkpoint.sequenceNumber}, ${checkpoint.finished ?? false})
    on conflict (shard_id) do update set
      sequence_number = excluded.sequence_number, finished = excluded.finished, updated_at = now()`;
}
