import type { Sql, TransactionSql } from "postgres";
import type { ReportChange } from "@/lib/projection/report-change";
import { MAP_PRECISIONS, WINDOW_SECONDS } from "@/lib/projection/windows";

/**
 * What `project` does, done the plain way: each new report on its own, one upsert for each row it touches, in one
 * transaction for the whole batch. Only for new reports: without looking for earlier revisions it is even cheaper than
 * a true projection would be.
 *
 * @param pipelined send all statements at once instead of waiting for each answer
 */
export async function projectByRows(
  sql: Sql,
  changes: readonly ReportChange[],
  { asOf, pipelined }: { readonly asOf: number; readonly pipelined: boolean },
): Promise<void> {
  await sql.begin(async (tx) => {
    const statements = changes.flatMap((change) => upsertsOf(tx, change, asOf));
    if (pipelined) await Promise.all(statements);
    else for (const statement of statements) await statement;
    await tx`update projection_state set version = version + 1, last_change_at = ${new Date(asOf)}`;
  });
}

/** The statements of one report, not yet sent. */
function upsertsOf(tx: TransactionSql, change: ReportChange, asOf: number) {
  const createdAt = new Date(change.createdAt);
  const firstWindow = WINDOW_SECONDS.findIndex((seconds) => asOf - change.createdAt < seconds * 1000);
  const state = firstWindow === -1 ? WINDOW_SECONDS.length : firstWindow;
  const leavesAt = change.createdAt + (WINDOW_SECONDS[state] ?? 0) * 1000;
  const point = tx`
    insert into report_points (
      report_id, revision, geohash_8, lon_index, lat_index, tile_key, city_id, layer, category, severity, still_there,
      source, created_at, live, counted, removed, window_state, leaves_window_at)
    values (${change.reportId}, ${change.revision}, ${change.geohash8}, ${change.lonIndex}, ${change.latIndex},
      stratum_tile_key(-180 + (${change.lonIndex}::int + 0.5::float8) * 360 / 1048576,
        -90 + (${change.latIndex}::int + 0.5::float8) * 180 / 1048576),
      ${change.cityId}, ${change.layer}, ${change.category}, ${change.severity}, ${change.stillThere},
      ${change.source}, ${createdAt}, ${change.live}, ${change.counted}, ${change.removed}, ${state},
      ${new Date(leavesAt)})
    on conflict (report_id) do nothing`;
  const cells = WINDOW_SECONDS.slice(state).flatMap((_seconds, i) =>
    MAP_PRECISIONS.flatMap((precision) => [
      upsertCell(tx, change, state + i, precision),
      upsertCategory(tx, change, state + i, precision),
    ]),
  );
  const day = tx`
    insert into cell_days as d (geohash, day, city_id, layer, category, reports, severity_sum)
    values (${change.geohash8.slice(0, 6)}, (${createdAt}::timestamptz at time zone 'UTC')::date, ${change.cityId},
      ${change.layer}, ${change.category}, 1, ${change.severity})
    on conflict (geohash, day, category, imported) do update set
      reports = d.reports + 1, severity_sum = d.severity_sum + excluded.severity_sum`;
  const due = tx`
    insert into score_queue as q (geohash, due_at) values (${change.geohash8.slice(0, 6)}, ${new Date(asOf)})
    on conflict (geohash) do update set due_at = least(q.due_at, excluded.due_at)`;
  return [point, ...cells, day, due];
}

function upsertCell(
  tx: TransactionSql,
  { geohash8, lonIndex, latIndex, layer, severity }: ReportChange,
  window: number,
  precision: number,
) {
  const counted = (name: ReportChange["layer"]) => (layer === name ? 1 : 0);
  const summed = (name: ReportChange["layer"]) => (layer === name ? severity : 0);
  const lonSum = 2 * lonIndex + 1;
  const latSum = 2 * latIndex + 1;
  return tx`
    insert into map_cells as m (
      time_window, precision, geohash, tile_key, count, safety, vibe, infrastructure, opportunity,
      safety_severity, vibe_severity, infrastructure_severity, opportunity_severity, lon_sum, lat_sum)
    values (${window}, ${precision}, ${geohash8.slice(0, precision)},
      stratum_centroid_key(${lonSum}::bigint, ${latSum}::bigint, 1), 1,
      ${counted("safety")}, ${counted("vibe")}, ${counted("infrastructure")}, ${counted("opportunity")},
      ${summed("safety")}, ${summed("vibe")}, ${summed("infrastructure")}, ${summed("opportunity")},
      ${lonSum}, ${latSum})
    on conflict (time_window, precision, geohash) do update set
      count = m.count + 1, safety = m.safety + excluded.safety, vibe = m.vibe + excluded.vibe,
      infrastructure = m.infrastructure + excluded.infrastructure,
      opportunity = m.opportunity + excluded.opportunity,
      safety_severity = m.safety_severity + excluded.safety_severity,
      vibe_severity = m.vibe_severity + excluded.vibe_severity,
      infrastructure_severity = m.infrastructure_severity + excluded.infrastructure_severity,
      opportunity_severity = m.opportunity_severity + excluded.opportunity_severity,
      lon_sum = m.lon_sum + excluded.lon_sum, lat_sum = m.lat_sum + excluded.lat_sum,
      tile_key = stratum_centroid_key(m.lon_sum + excluded.lon_sum, m.lat_sum + excluded.lat_sum, m.count + 1)`;
}

function upsertCategory(
  tx: TransactionSql,
  { geohash8, category, severity }: ReportChange,
  window: number,
  precision: number,
) {
  return tx`
    insert into map_category_cells as m (time_window, precision, geohash, category, count, severity_sum)
    values (${window}, ${precision}, ${geohash8.slice(0, precision)}, ${category}, 1, ${severity})
    on conflict (time_window, precision, geohash, category) do update set
      count = m.count + 1, severity_sum = m.severity_sum + excluded.severity_sum`;
}
