import type { Sql } from "postgres";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import type { ScoredPart } from "@/lib/scoring/aggregate";
import type { Scores } from "@/lib/scoring/score";

const DAY_MS = 24 * 3600 * 1000;

export interface Rank {
  /** 1 is the best overall score. */
  readonly position: number;
  /** Cells of the city with reports. */
  readonly of: number;
}

export interface PastScores {
  /** Milliseconds since the epoch. */
  readonly calculatedAt: number;
  readonly scores: Scores;
}

/** Reports made in the last 7 days and in the 7 days before, by layer; closed ones count, hidden ones do not. */
export type LayerCounts = Readonly<
  Record<SignalLayer, { readonly current: number; readonly previous: number }>
>;

/** What the read model adds to a score card. */
export interface NeighborhoodContext {
  /** Null for a cell without a score, and for other than 6-character cells. */
  readonly rank: Rank | null;
  /** The last row of each UTC day of the last 90 days, oldest first. */
  readonly history: readonly PastScores[];
  readonly counts: LayerCounts;
}

interface ContextRow {
  readonly better: number;
  readonly others: number;
  readonly history: readonly (Scores & { readonly calculated_at: string })[] | null;
  readonly counts:
    | readonly { readonly layer: SignalLayer; readonly current: number; readonly previous: number }[]
    | null;
}

/**
 * Rank, history and week-over-week counts of a cell, in one statement.
 *
 * @param overall the cell's own overall score, null when it has none
 */
export async function readContext(
  sql: Sql,
  {
    geohash,
    cityId,
    overall,
    asOf,
  }: { geohash: string; cityId: string; overall: number | null; asOf: number },
): Promise<NeighborhoodContext> {
  const [row] = await sql<ContextRow[]>`
    select
      (select count(*)::int from neighborhood_latest
        where city_id = ${cityId} and report_count > 0 and geohash <> ${geohash} and overall > ${overall}) as better,
      (select count(*)::int from neighborhood_latest
        where city_id = ${cityId} and overall is not null and geohash <> ${geohash}) as others,
      (select json_agg(h order by h.calculated_at) from (
        select distinct on (hour::date) safety, vibe, infrastructure, opportunity, overall, calculated_at
        from neighborhood_scores
        where geohash = ${geohash} and hour > ${new Date(asOf - 90 * DAY_MS)}
        order by hour::date, hour desc) h) as history,
      (select json_agg(c) from (
        select layer,
          count(*) filter (where created_at > ${new Date(asOf - 7 * DAY_MS)})::int as current,
          count(*) filter (where created_at <= ${new Date(asOf - 7 * DAY_MS)})::int as previous
        from report_points
        where geohash_8 >= ${geohash} and geohash_8 < ${`${geohash}~`} and counted
          and created_at > ${new Date(asOf - 14 * DAY_MS)}
        group by layer) c) as counts`;
  return {
    rank: overall === null || geohash.length !== 6 ? null : rankOf(row),
    history: (row?.history ?? []).map(({ calculated_at, ...scores }) => ({
      calculatedAt: Date.parse(calculated_at),
      scores,
    })),
    counts: layerCounts(row?.counts ?? []),
  };
}

function rankOf(row: ContextRow | undefined): Rank {
  return { position: (row?.better ?? 0) + 1, of: (row?.others ?? 0) + 1 };
}

function layerCounts(rows: NonNullable<ContextRow["counts"]>): LayerCounts {
  const of = (layer: SignalLayer) => {
    const row = rows.find((each) => each.layer === layer);
    return { current: row?.current ?? 0, previous: row?.previous ?? 0 };
  };
  const [safety, vibe, infrastructure, opportunity] = SIGNAL_LAYERS;
  return {
    [safety]: of(safety),
    [vibe]: of(vibe),
    [infrastructure]: of(infrastructure),
    [opportunity]: of(opportunity),
  };
}

/** Scores and counts of every 6-character cell inside a coarser one (at most 1,024), and its reports by category. */
export async function readParts(
  sql: Sql,
  geohash: string,
  asOf: number,
): Promise<{ parts: ScoredPart[]; categories: CategoryCount[] }> {
  const [row] = await sql<
    {
      parts: (Scores & { report_count: number; report_count_7d: number; confidence: number })[] | null;
      categories: CategoryCount[] | null;
    }[]
  >`
    select
      (select json_agg(p) from (
        select safety, vibe, infrastructure, opportunity, overall, report_count, report_count_7d, confidence
        from neighborhood_latest
        where geohash >= ${geohash} and geohash < ${`${geohash}~`} and report_count > 0) p) as parts,
      (select json_agg(c) from (
        select category, sum(reports)::int as count from cell_days
        where geohash >= ${geohash} and geohash < ${`${geohash}~`} and day > ${new Date(asOf - 90 * DAY_MS)}
        group by category order by count desc, category) c) as categories`;
  return {
    parts: (row?.parts ?? []).map(({ report_count, report_count_7d, confidence, ...scores }) => ({
      scores,
      reportCount: report_count,
      reportCount7d: report_count_7d,
      confidence,
    })),
    categories: row?.categories ?? [],
  };
}

export interface CategoryCount {
  readonly category: string;
  readonly count: number;
}
