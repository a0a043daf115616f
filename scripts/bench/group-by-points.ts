import postgres, { type Sql } from "postgres";
import type { Bbox } from "@/lib/geo/bbox";
import type { KeyRange } from "@/lib/geo/morton";

/** A connection that gives GROUP BY every advantage: memory to hash in, and each statement planned for its values. */
export function connectForGroupBy(databaseUrl: string): Sql {
  return postgres(databaseUrl, {
    max: 1,
    prepare: false,
    onnotice: () => undefined,
    connection: { work_mem: "128MB", application_name: "stratum-bench" },
  });
}

/**
 * Clusters counted from raw points at each look: what maps do that keep no cells. The planner reads `report_points` by
 * its index on tile_key or from end to end, whichever it finds cheaper. Cells on the edge are counted in part, which
 * spares it the work of asking for whole ones.
 *
 * @param ranges tile keys that cover the tile or box
 * @param box exact edges in degrees, not across ±180°; null where the ranges are exact
 */
export function groupPoints(sql: Sql, precision: number, ranges: readonly KeyRange[], box: Bbox | null) {
  const inRanges = ranges
    .map(([first, past]) => sql`(tile_key >= ${first}::bigint and tile_key < ${past}::bigint)`)
    .reduce((all, each) => sql`${all} or ${each}`);
  return sql`
    select left(geohash_8, ${precision}::int) as geohash, count(*)::int as count,
      count(*) filter (where layer = 'safety')::int as safety,
      count(*) filter (where layer = 'vibe')::int as vibe,
      count(*) filter (where layer = 'infrastructure')::int as infrastructure,
      count(*) filter (where layer = 'opportunity')::int as opportunity,
      sum(severity) filter (where layer = 'safety')::int as safety_severity,
      sum(severity) filter (where layer = 'vibe')::int as vibe_severity,
      sum(severity) filter (where layer = 'infrastructure')::int as infrastructure_severity,
      sum(severity) filter (where layer = 'opportunity')::int as opportunity_severity,
      sum(lon_index::bigint)::bigint as lon_sum, sum(lat_index::bigint)::bigint as lat_sum
    from report_points
    where live and window_state < 4 and (${inRanges}) and ${box === null ? sql`true` : insideBox(sql, box)}
    group by 1`;
}

function insideBox(sql: Sql, [west, south, east, north]: Bbox) {
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * 2 ** 20);
  const row = (lat: number) => Math.floor(((lat + 90) / 180) * 2 ** 20);
  return sql`lon_index between ${column(west)} and ${column(east)} and lat_index between ${row(south)} and ${row(north)}`;
}
