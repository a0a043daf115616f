import { neighborhoodName } from "@/lib/cities/cities";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";

/** Name of the neighbourhood around a cell's centre; null where none is near. */
export function cellName(geohash: string): string | null {
  return neighborhoodName(geohashCenter(toGeohash(geohash)));
}
