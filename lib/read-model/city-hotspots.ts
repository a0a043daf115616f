import type { Sql } from "postgres";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { City } from "@/lib/cities/city";
import { type Geohash, geohashCenter, geohashesInBbox, toGeohash } from "@/lib/geo/geohash";
import { tileKeyRanges } from "@/lib/geo/mercator";
import { pointInPolygons } from "@/lib/geo/polygon";
import type { TimeWindow } from "@/lib/projection/windows";
import { findHotspots, type Hotspot } from "@/lib/scoring/hotspot";
import { findCells } from "./clusters";

const PRECISION = 6;
const MAX_CITY_CELLS = 20_000;
const MAX_RANGES = 24;

const cellsByCity = new Map<string, readonly Geohash[]>();

/**
 * Hot spots of a city: cells with significantly more live reports of a layer around them than its cells have on the
 * whole (`findHotspots`). One statement.
 */
export async function listHotspots(
  sql: Sql,
  { city, layer, window }: { readonly city: City; readonly layer: SignalLayer; readonly window: TimeWindow },
): Promise<Hotspot[]> {
  const rows = await findCells(
    sql,
    PRECISION,
    { window, categories: null },
    tileKeyRanges(city.bbox, MAX_RANGES),
    MAX_CITY_CELLS,
  );
  const counts = new Map(rows.map((row) => [row.geohash, row[layer]]));
  return findHotspots(cellsOf(city).map((geohash) => ({ geohash, count: counts.get(geohash) ?? 0 })));
}

/** Every 6-character cell whose centre lies in the city's outline. */
function cellsOf(city: City): readonly Geohash[] {
  const known = cellsByCity.get(city.id);
  if (known !== undefined) return known;
  const cells = (geohashesInBbox(city.bbox, PRECISION, MAX_CITY_CELLS) ?? []).filter((geohash) =>
    pointInPolygons(geohashCenter(toGeohash(geohash)), city.outline),
  );
  cellsByCity.set(city.id, cells);
  return cells;
}
