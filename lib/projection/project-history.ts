import type { Sql } from "postgres";

/** A report too old for the live table, on its way to the history. */
export interface HistoricReport {
  /** UUID, stable for its source row. */
  readonly id: string;
  /** 6-character geohash. */
  readonly geohash: string;
  readonly cityId: string;
  readonly layer: string;
  readonly category: string;
  readonly severity: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/**
 * Adds old reports to the per-day history, each id once for ever.
 *
 * @returns how many were new
 */
export async function projectHistory(sql: Sql, reports: readonly HistoricReport[]): Promise<number> {
  if (reports.length === 0) return 0;
  const [result] = await sql<{ added: number }[]>`
    with incoming as (
      select distinct on (i.id) i.*
      from jsonb_to_recordset(${sql.json(reports.map(toRow))}) as i(
        id uuid, geohash text, city_id text, layer text, category text, severity smallint, created_at timestamptz)
      left join report_points p on p.report_id = i.id
      where p.report_id is null
    ),
    added as (
      insert into imported_history (report_id) select id from incoming order by id
      on conflict do nothing returning report_id
    ),
    days as (
      insert into cell_days as d (geohash, day, city_id, layer, category, imported, reports, severity_sum)
      select geohash, (created_at at time zone 'UTC')::date, min(city_id), min(layer), category, true, count(*),
        sum(severity)
      from incoming join added on added.report_id = incoming.id
      group by 1, 2, category
      order by 1, 2, category
      on conflict (geohash, day, category, imported) do update set
        reports = d.reports + excluded.reports, severity_sum = d.severity_sum + excluded.severity_sum
    )
    select count(*)::int as added from added`;
  return result?.added ?? 0;
}

/**
 * Remembers the ids of imported reports that went to the live table, so that the same rows, imported again when they
 * have become too old for it and their points are gone, are not counted a second time.
 */
export async function rememberImported(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into imported_history (report_id)
    select distinct id::uuid from jsonb_array_elements_text(${sql.json([...ids])}) as i(id)
    order by 1 on conflict do nothing`;
}

/** Those of the ids that an import has brought before, live or as history. */
export async function findImported(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ reportId: string }[]>`
    select report_id from imported_history
    where report_id in (select id::uuid from jsonb_array_elements_text(${sql.json([...ids])}) as i(id))`;
  return new Set(rows.map(({ reportId }) => reportId));
}

function toRow({ cityId, createdAt, ...same }: HistoricReport) {
  return { ...same, city_id: cityId, created_at: new Date(createdAt).toISOString() };
}
