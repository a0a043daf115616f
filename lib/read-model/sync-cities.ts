import type { Sql } from "postgres";
import { CITIES } from "@/lib/cities/cities";

/** Brings the `cities` table up to the city files; an operator's choice of scoring model stays. */
export async function syncCities(sql: Sql): Promise<void> {
  const rows = CITIES.map(
    ({ id, name, bbox: [west, south, east, north], center, timezone, scoringModel }) => ({
      id,
      name,
      west,
      south,
      east,
      north,
      center_lon: center[0],
      center_lat: center[1],
      timezone,
      scoring_model: scoringModel,
    }),
  );
  await sql`
    insert into cities ${sql(rows)}
    on conflict (id) do update set name = excluded.name, west = excluded.west, south = excluded.south,
      east = excluded.east, north = excluded.north, center_lon = excluded.center_lon, center_lat = excluded.center_lat,
      timezone = excluded.timezone`;
}
