import austin from "@/data/cities/austin.json";
import brooklyn from "@/data/cities/brooklyn.json";
import sf from "@/data/cities/sf.json";
import type { City, Neighborhood } from "@/lib/cities/city";
import { parseCity } from "@/lib/cities/parse-city";
import { bboxContains, type Position } from "@/lib/geo/bbox";
import { distanceMeters, pointInPolygons } from "@/lib/geo/polygon";

/** City id of a report outside every known city. */
export const WORLD = "world";

export const CITIES: readonly City[] = [sf, brooklyn, austin].map(parseCity);

const NEIGHBORHOOD_REACH_METERS = 2_500;

/** The city with that id, or null for `world` and for unknown ids. */
export function findCity(id: string): City | null {
  return CITIES.find((city) => city.id === id) ?? null;
}

/**
 * The city a position (`[lon, lat]`) belongs to: the one whose outline holds it, else, of the cities whose box
 * holds it, the one with the nearest centre (a pier, a ferry). Null means `world`.
 */
export function cityOf(position: Position): City | null {
  const inside = CITIES.find((city) => pointInPolygons(position, city.outline));
  return (
    inside ??
    nearest(
      position,
      CITIES.filter((city) => bboxContains(city.bbox, position)),
    )
  );
}

/**
 * Name of the neighbourhood around a position (`[lon, lat]`): the nearest one of the same city.
 * Null outside every city, or where no neighbourhood's centre is within 2.5 km.
 */
export function neighborhoodName(position: Position): string | null {
  const city = cityOf(position);
  if (!city) return null;
  let name: string | null = null;
  let reach = NEIGHBORHOOD_REACH_METERS;
  for (const neighborhood of city.neighborhoods) {
    const away = metersFrom(position, neighborhood);
    if (away < reach) {
      reach = away;
      name = neighborhood.name;
    }
  }
  return name;
}

function nearest(position: Position, cities: readonly City[]): City | null {
  const byDistance = cities.toSorted(
    (a, b) => distanceMeters(position, a.center) - distanceMeters(position, b.center),
  );
  return byDistance[0] ?? null;
}

function metersFrom(position: Position, { center, anchors = [] }: Neighborhood): number {
  return Math.min(...[center, ...anchors].map((point) => distanceMeters(position, point)));
}
