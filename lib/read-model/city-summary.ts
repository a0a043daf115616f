import type { Sql } from "postgres";
import type { Scores } from "@/lib/scoring/score";

export interface CitySummary {
  readonly cityId: string;
  readonly days: number;
  /** 6-character cells with a score in the time. */
  readonly neighborhoods: number;
  /** Mean over the cells of each cell's mean over its hourly rows; null where no cell has a score. */
  readonly scores: Scores;
  /** Reports made in the time, hidden ones left out. */
  readonly reports: number;
}

/**
 * Average scores of all neighbourhoods of a city over the last `days` days. Each cell counts once, however often it was
 * scored. One statement on the index (city_id, hour).
 */
export async function readCitySummary(
  sql: Sql,
  { cityId, days, asOf }: { readonly cityId: string; readonly days: number; readonly asOf: number },
): Promise<CitySummary> {
  const since = new Date(asOf - days * 24 * 3600 * 1000);
  const [row] = await sql<({ neighborhoods: number; reports: number } & Scores)[]>`
    select count(*)::int as neighborhoods,
      round(avg(safety), 1) as safety, round(avg(vibe), 1) as vibe, round(avg(infrastructure), 1) as infrastructure,
      round(avg(opportunity), 1) as opportunity, round(avg(overall), 1) as overall,
      (select coalesce(sum(reports), 0)::int from cell_days where city_id = ${cityId} and day > ${since}::timestamptz::date) as reports
    from (
      select geohash, avg(safety) as safety, avg(vibe) as vibe, avg(infrastructure) as infrastructure,
        avg(opportunity) as opportunity, avg(overall) as overall
      from neighborhood_scores
      where city_id = ${cityId} and hour > ${since} and length(geohash) = 6 and overall is not null
      group by geohash
    ) cells`;
  const { neighborhoods = 0, reports = 0 } = row ?? {};
  return {
    cityId,
    days,
    neighborhoods,
    reports,
    scores: {
      safety: row?.safety ?? null,
      vibe: row?.vibe ?? null,
      infrastructure: row?.infrastructure ?? null,
      opportunity: row?.opportunity ?? null,
      overall: row?.overall ?? null,
    },
  };
}
