import type { Sql } from "postgres";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Bbox, Position } from "@/lib/geo/bbox";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";
import { coverBox } from "./cover-box";

const DAY_MS = 24 * 3600 * 1000;
export const REPLAY_DAYS = 30;

/** Reports of a cell on each day of the replay. */
export interface DailyCell {
  readonly geohash: string;
  /** Centre of the cell, `[lon, lat]`. */
  readonly position: Position;
  /** One number a day, oldest first. */
  readonly counts: readonly number[];
}

export interface DailyCells {
  /** UTC days, `YYYY-MM-DD`, oldest first; the last is today. */
  readonly days: readonly string[];
  readonly cells: readonly DailyCell[];
}

/**
 * Reports made on each of the last 30 days, by cell, for replaying a box: 6-character cells in small boxes, coarser
 * ones in larger ones. One statement: a range of the primary key a cell.
 */
export async function listDailyCells(
  sql: Sql,
  {
    bbox,
    layers,
    asOf,
  }: { readonly bbox: Bbox; readonly layers: readonly SignalLayer[]; readonly asOf: number },
): Promise<DailyCells> {
  const days = Array.from({ length: REPLAY_DAYS }, (_, i) =>
    new Date(asOf - (REPLAY_DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );
  const rows = await sql<{ cell: string; day: string; reports: number }[]>`
    select c.cell, d.day::text as day, sum(d.reports)::int as reports
    from unnest(${coverBox(bbox)}::text[]) c(cell)
    cross join lateral (
      select day, reports from cell_days l
      where l.geohash >= c.cell and l.geohash < c.cell || '~' and l.day >= ${days[0] ?? ""}::date
        and l.layer = any(${[...layers]}::text[])
    ) d
    group by c.cell, d.day`;
  const dayIndex = new Map(days.map((day, i) => [day, i]));
  const byCell = new Map<string, number[]>();
  for (const { cell, day, reports } of rows) {
    const counts = byCell.get(cell) ?? Array.from({ length: REPLAY_DAYS }, () => 0);
    const index = dayIndex.get(day);
    if (index !== undefined) counts[index] = reports;
    byCell.set(cell, counts);
  }
  const cells = [...byCell].map(([geohash, counts]) => ({
    geohash,
    position: geohashCenter(toGeohash(geohash)),
    counts,
  }));
  return { days, cells };
}
