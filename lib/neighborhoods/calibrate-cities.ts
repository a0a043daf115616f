import type { Sql } from "postgres";
import { calibrate } from "@/lib/scoring/calibration";
import type { CellScore } from "@/lib/scoring/score";

const WEEKS = 12;

interface CityRow {
  readonly id: string;
  readonly scoringModel: string;
  readonly hSafety: number;
  readonly hInfrastructure: number;
  readonly kVibe: number;
  readonly kOpportunity: number;
  readonly cells: readonly CellScore["totals"][] | null;
  readonly weekdays: readonly { readonly weekday: number; readonly reports: number }[] | null;
}

/**
 * Measures each city anew: the medians that the calibrated model bends around, from its cells' newest totals, and its
 * weekday profile. Cells of a city that is scored by `calibrated` become due when its medians moved.
 */
export async function calibrateCities(sql: Sql, asOf: number): Promise<void> {
  const now = new Date(asOf);
  const rows = await sql<CityRow[]>`
    select c.id, c.scoring_model, c.h_safety, c.h_infrastructure, c.k_vibe, c.k_opportunity,
      (select json_agg(json_build_object('safety', safety_total, 'vibe', vibe_total,
          'infrastructure', infrastructure_total, 'opportunity', opportunity_total))
        from neighborhood_latest l where l.city_id = c.id and l.report_count > 0) as cells,
      (select json_agg(w) from (
        select extract(isodow from created_at at time zone c.timezone)::int - 1 as weekday, count(*)::int as reports
        from report_points p
        where p.city_id = c.id and p.counted
          and p.created_at > date_trunc('day', ${now}::timestamptz, c.timezone) - make_interval(weeks => ${WEEKS})
          and p.created_at <= date_trunc('day', ${now}::timestamptz, c.timezone)
        group by 1) w) as weekdays
    from cities c`;
  for (const city of rows) {
    const { H, K } = calibrate(city.cells ?? []);
    const weekdayCounts = Array.from(
      { length: 7 },
      (_, weekday) => city.weekdays?.find((row) => row.weekday === weekday)?.reports ?? 0,
    );
    const moved =
      H.safety !== city.hSafety ||
      H.infrastructure !== city.hInfrastructure ||
      K.vibe !== city.kVibe ||
      K.opportunity !== city.kOpportunity;
    await sql`
      with measured as (
        update cities set h_safety = ${H.safety}, h_infrastructure = ${H.infrastructure}, k_vibe = ${K.vibe},
          k_opportunity = ${K.opportunity}, calibrated_at = ${now}, weekday_counts = ${weekdayCounts}::int[]
        where id = ${city.id}
      )
      insert into score_queue as q (geohash, due_at)
      select geohash, ${now}::timestamptz from neighborhood_latest
      where city_id = ${city.id} and report_count > 0 and ${moved && city.scoringModel === "calibrated"}
      on conflict (geohash) do update set due_at = least(q.due_at, excluded.due_at)`;
  }
}
