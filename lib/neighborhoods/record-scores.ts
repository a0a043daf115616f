import type { Sql } from "postgres";
import type { CellScore } from "@/lib/scoring/score";

/** A cell's scores at a time, ready to be kept. */
export interface ScoredCell {
  /** Geohash of 4 to 7 characters. */
  readonly geohash: string;
  readonly cityId: string;
  /** Milliseconds since the epoch. */
  readonly calculatedAt: number;
  readonly score: Omit<CellScore, "totals">;
  /** Signed points of each layer under the calibrated model; null for coarser and finer cells. */
  readonly totals: CellScore["totals"] | null;
}

/**
 * Keeps scores: one row per cell and hour in `neighborhood_scores` (the last of the hour wins), and for 6-character
 * cells the newest in `neighborhood_latest`. One statement for any number of cells. An older calculation never replaces
 * a newer one.
 */
export async function recordScores(sql: Sql, cells: readonly ScoredCell[]): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    with scored as (
      select distinct on (geohash) *
      from jsonb_to_recordset(${sql.json(cells.map(toRow))}) as s(
        geohash text, city_id text, safety decimal, vibe decimal, infrastructure decimal, opportunity decimal,
        overall decimal, report_count int, report_count_7d int, confidence decimal, safety_total float8,
        vibe_total float8, infrastructure_total float8, opportunity_total float8, model text, calculated_at timestamptz)
      order by geohash, calculated_at desc
    ),
    hourly as (
      insert into neighborhood_scores as n (
        geohash, hour, geohash_4, city_id, safety, vibe, infrastructure, opportunity, overall, report_count,
        report_count_7d, confidence, model, calculated_at)
      select geohash, date_trunc('hour', calculated_at), left(geohash, 4), city_id, safety, vibe, infrastructure,
        opportunity, overall, report_count, report_count_7d, confidence, model, calculated_at
      from scored
      order by geohash
      on conflict (geohash, hour) do update set
        city_id = excluded.city_id, safety = excluded.safety, vibe = excluded.vibe,
        infrastructure = excluded.infrastructure, opportunity = excluded.opportunity, overall = excluded.overall,
        report_count = excluded.report_count, report_count_7d = excluded.report_count_7d,
        confidence = excluded.confidence, model = excluded.model, calculated_at = excluded.calculated_at
      where n.calculated_at <= excluded.calculated_at
    )
    insert into neighborhood_latest as n (
      geohash, city_id, safety, vibe, infrastructure, opportunity, overall, report_count, report_count_7d, confidence,
      safety_total, vibe_total, infrastructure_total, opportunity_total, model, calculated_at)
    select geohash, city_id, safety, vibe, infrastructure, opportunity, overall, report_count, report_count_7d,
      confidence, safety_total, vibe_total, infrastructure_total, opportunity_total, model, calculated_at
    from scored where length(geohash) = 6
    order by geohash
    on conflict (geohash) do update set
      city_id = excluded.city_id, safety = excluded.safety, vibe = excluded.vibe,
      infrastructure = excluded.infrastructure, opportunity = excluded.opportunity, overall = excluded.overall,
      report_count = excluded.report_count, report_count_7d = excluded.report_count_7d,
      confidence = excluded.confidence, safety_total = excluded.safety_total, vibe_total = excluded.vibe_total,
      infrastructure_total = excluded.infrastructure_total, opportunity_total = excluded.opportunity_total,
      model = excluded.model, calculated_at = excluded.calculated_at
    where n.calculated_at <= excluded.calculated_at`;
}

function toRow({ geohash, cityId, calculatedAt, score, totals }: ScoredCell) {
  return {
    geohash,
    city_id: cityId,
    ...score.scores,
    report_count: score.reportCount,
    report_count_7d: score.reportCount7d,
    confidence: score.confidence,
    safety_total: totals?.safety ?? null,
    vibe_total: totals?.vibe ?? null,
    infrastructure_total: totals?.infrastructure ?? null,
    opportunity_total: totals?.opportunity ?? null,
    model: score.model,
    calculated_at: new Date(calculatedAt).toISOString(),
  };
}
