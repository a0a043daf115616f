import { cityOf, WORLD } from "@/lib/cities/cities";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";

/** The city that a cell's centre belongs to; `world` outside every city. */
export function cellCityId(geohash: string): string {
  return cityOf(geohashCenter(toGeohash(geohash)))?.id ?? WORLD;
}
