import type { Sql } from "postgres";
import { aggregateScores, type ScoredPart } from "@/lib/scoring/aggregate";
import type { Scores } from "@/lib/scoring/score";

/** The newest scores of a cell. */
export interface NeighborhoodScore extends ScoredPart {
  readonly geohash: string;
  readonly model: string;
  /** Milliseconds since the epoch; for a coarser cell, of its newest part. */
  readonly calculatedAt: number;
}

type LatestRow = Scores & {
  readonly geohash: string;
  readonly reportCount: number;
  readonly reportCount7d: number;
  readonly confidence: number;
  readonly model: string;
  readonly calculatedAt: Date;
};

const MAX_CELLS = 20_000;

/**
 * Newest scores of a city's cells with reports, best overall first. Cells of 6 characters as they were kept; 4 and 5 as
 * the report-weighted means of their parts. One statement.
 */
export async function listScores(
  sql: Sql,
  {
    cityId,
    precision,
    minConfidence,
  }: { readonly cityId: string; readonly precision: number; readonly minConfidence: number },
): Promise<NeighborhoodScore[]> {
  const rows = await sql<LatestRow[]>`
    select geohash, safety, vibe, infrastructure, opportunity, overall, report_count, report_count_7d,
      confidence, model, calculated_at
    from neighborhood_latest
    where city_id = ${cityId} and report_count > 0
    order by overall desc, geohash
    limit ${MAX_CELLS}`;
  const cells = rows.map(toScore);
  const wanted = precision === 6 ? cells : coarser(cells, precision);
  return wanted
    .filter(({ confidence }) => confidence >= minConfidence)
    .toSorted(
      (a, b) => (b.scores.overall ?? -1) - (a.scores.overall ?? -1) || (a.geohash < b.geohash ? -1 : 1),
    );
}

function toScore(row: LatestRow): NeighborhoodScore {
  const { geohash, safety, vibe, infrastructure, opportunity, overall, confidence, model } = row;
  return {
    geohash,
    scores: { safety, vibe, infrastructure, opportunity, overall },
    reportCount: row.reportCount,
    reportCount7d: row.reportCount7d,
    confidence,
    model,
    calculatedAt: row.calculatedAt.getTime(),
  };
}

function coarser(cells: readonly NeighborhoodScore[], precision: number): NeighborhoodScore[] {
  const groups = new Map<string, NeighborhoodScore[]>();
  for (const cell of cells) {
    const parent = cell.geohash.slice(0, precision);
    groups.set(parent, [...(groups.get(parent) ?? []), cell]);
  }
  return [...groups].map(([geohash, parts]) => ({
    geohash,
    ...aggregateScores(parts),
    model: parts[0]?.model ?? "classic",
    calculatedAt: Math.max(...parts.map((part) => part.calculatedAt)),
  }));
}

export const HISTORY_INTERVALS = ["hour", "day", "week"] as const;
export type HistoryInterval = (typeof HISTORY_INTERVALS)[number];

/** Scores of a cell at the end of each interval. */
export interface ScoreHistoryRow {
  /** Start of the interval, milliseconds since the epoch, UTC. */
  readonly interval: number;
  readonly calculatedAt: number;
  readonly scores: Scores;
  readonly reportCount7d: number;
  readonly confidence: number;
  readonly model: string;
}

const MAX_HISTORY = 2_500;

/**
 * The last row of each interval in `[from, to)` (milliseconds since the epoch), oldest first, at most 2,500. One
 * statement on the primary key.
 */
export async function listScoreHistory(
  sql: Sql,
  query: {
    readonly geohash: string;
    readonly from: number;
    readonly to: number;
    readonly interval: HistoryInterval;
  },
): Promise<ScoreHistoryRow[]> {
  const { geohash, from, to, interval } = query;
  const rows = await sql<(Omit<LatestRow, "geohash" | "reportCount"> & { interval: Date })[]>`
    select distinct on (interval) date_trunc(${interval}, hour, 'UTC') as interval, safety, vibe, infrastructure,
      opportunity, overall, report_count_7d, confidence, model, calculated_at
    from neighborhood_scores
    where geohash = ${geohash} and hour >= ${new Date(from)} and hour < ${new Date(to)}
    order by interval, hour desc
    limit ${MAX_HISTORY}`;
  return rows.map((row) => ({
    interval: row.interval.getTime(),
    calculatedAt: row.calculatedAt.getTime(),
    scores: {
      safety: row.safety,
      vibe: row.vibe,
      infrastructure: row.infrastructure,
      opportunity: row.opportunity,
      overall: row.overall,
    },
    reportCount7d: row.reportCount7d,
    confidence: row.confidence,
    model: row.model,
  }));
}
