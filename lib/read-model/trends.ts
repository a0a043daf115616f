import type { Sql } from "postgres";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { TREND_FALSE_DISCOVERY_RATE } from "@/lib/scoring/constants";
import { discoveries } from "@/lib/scoring/false-discovery";
import {
  compareWindows,
  expectedShare,
  type Trend,
  type WeekdayProfile,
  weekdayProfile,
} from "@/lib/scoring/trend";

const DAY_MS = 24 * 3600 * 1000;
const MAX_ROWS = 500;

export interface TrendQuery {
  readonly cityId: string;
  readonly layer: SignalLayer;
  /** Length of each of the two windows in days, 1 to 45: reports are kept for 90. */
  readonly days: number;
  /** Smallest change told, as a fraction: 0.3 is a rise of 30 %, −0.3 a fall of 30 %. */
  readonly minChange: number;
  /** 5 or 6 characters; a cell of 6 is a neighbourhood. */
  readonly precision: number;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
}

export interface CellTrend extends Trend {
  readonly geohash: string;
}

/**
 * The cells of a city whose reports in a layer rose (or fell) by at least `minChange` from one window to the next,
 * the largest difference first, at most 500. Cells with nothing before have no change and are left out. `significant`
 * heeds that as many changes were looked at as the city has cells: at most 5 % false alarms among those marked.
 *
 * One statement: two adjoining ranges of the index (city_id, layer, created_at).
 */
export async function listTrends(sql: Sql, query: TrendQuery): Promise<CellTrend[]> {
  const { cityId, layer, days, minChange, precision, asOf } = query;
  const middle = new Date(asOf - days * DAY_MS);
  const start = new Date(asOf - 2 * days * DAY_MS);
  const rows = await sql<TrendRow[]>`
    select cell as geohash, current, previous, compared, city.timezone, city.weekday_counts
    from (
      select left(geohash_8, ${precision}) as cell, count(*) over ()::int as compared,
        count(*) filter (where created_at > ${middle})::int as current,
        count(*) filter (where created_at <= ${middle})::int as previous
      from report_points
      where counted and city_id = ${cityId} and layer = ${layer} and created_at > ${start} and created_at <= ${new Date(asOf)}
      group by cell
    ) counts
    left join cities city on city.id = ${cityId}
    where previous > 0 and case when ${minChange}::float8 >= 0
      then (current - previous)::float8 / previous >= ${minChange}
      else (current - previous)::float8 / previous <= ${minChange} end
    order by abs(current - previous) desc, cell
    limit ${MAX_ROWS}`;
  const trends = rows.map(({ geohash, current, previous, timezone, weekdayCounts }) => ({
    geohash,
    ...compareWindows(current, previous, shareOf(weekdayCounts, timezone, days, middle)),
  }));
  return markDiscoveries(trends, rows[0]?.compared ?? 0);
}

/** Marks as significant what is so among `compared` comparisons together, not each by itself. */
function markDiscoveries<Compared extends Trend>(trends: readonly Compared[], compared: number): Compared[] {
  const isDiscovery = discoveries(
    trends.map(({ pValue }) => pValue),
    TREND_FALSE_DISCOVERY_RATE,
    compared,
  );
  return trends.map((trend, i) => ({ ...trend, significant: isDiscovery[i] ?? false }));
}

interface TrendRow {
  readonly geohash: string;
  readonly current: number;
  readonly previous: number;
  /** Cells compared, those that are not answered included. */
  readonly compared: number;
  readonly timezone: string | null;
  readonly weekdayCounts: readonly number[] | null;
}

export interface CategoryTrend extends Trend {
  readonly layer: SignalLayer;
  readonly category: string;
}

/** Each category of a city, this window against the one before; `significant` as in `listTrends`. One statement. */
export async function listCategoryTrends(
  sql: Sql,
  { cityId, days, asOf }: Pick<TrendQuery, "cityId" | "days" | "asOf">,
): Promise<CategoryTrend[]> {
  const middle = new Date(asOf - days * DAY_MS);
  const rows = await sql<
    (Omit<TrendRow, "geohash" | "compared"> & { layer: SignalLayer; category: string })[]
  >`
    select layer, category, current, previous, city.timezone, city.weekday_counts
    from (
      select layer, category,
        count(*) filter (where created_at > ${middle})::int as current,
        count(*) filter (where created_at <= ${middle})::int as previous
      from report_points
      where counted and city_id = ${cityId} and created_at > ${new Date(asOf - 2 * days * DAY_MS)}
        and created_at <= ${new Date(asOf)}
      group by layer, category
    ) counts
    left join cities city on city.id = ${cityId}
    order by current desc, category`;
  const trends = rows.map(({ layer, category, current, previous, timezone, weekdayCounts }) => ({
    layer,
    category,
    ...compareWindows(current, previous, shareOf(weekdayCounts, timezone, days, middle)),
  }));
  return markDiscoveries(trends, trends.length);
}

/** Share of both windows' reports that the later one would have if only the weekday mattered. */
function shareOf(
  counts: readonly number[] | null,
  timezone: string | null,
  days: number,
  firstDay: Date,
): number {
  if (counts === null || days % 7 === 0) return 0.5;
  const [mon = 0, tue = 0, wed = 0, thu = 0, fri = 0, sat = 0, sun = 0] = counts;
  const profile: WeekdayProfile = weekdayProfile([mon, tue, wed, thu, fri, sat, sun]);
  return expectedShare(profile, weekdayIn(timezone ?? "UTC", firstDay), days);
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** 0 = Monday … 6 = Sunday in a time zone. */
function weekdayIn(timeZone: string, time: Date): number {
  return WEEKDAYS.indexOf(new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short" }).format(time));
}
