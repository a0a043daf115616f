import { CITIES } from "@/lib/cities/cities";
import { encodeGeohash, geohashBbox } from "@/lib/geo/geohash";
import { distanceMeters } from "@/lib/geo/polygon";

const [city] = CITIES;

/** Cells are narrower away from the equator, so their size is told for one city. */
export const EXAMPLE_CITY = city?.name ?? "the equator";

/** Width and height of a cell of this precision in the example city, whole metres. */
export function cellMeters(precision: number): { readonly width: number; readonly height: number } {
  const [west, south, east, north] = geohashBbox(encodeGeohash(city?.center ?? [0, 0], precision));
  return {
    width: Math.round(distanceMeters([west, south], [east, south])),
    height: Math.round(distanceMeters([west, south], [west, north])),
  };
}
