import type { CityPlaces } from "@/components/api/types";
import type { Position } from "@/lib/geo/bbox";
import { distanceMeters } from "@/lib/geo/polygon";

const REACH_METERS = 2_500;
const CITY_REACH_METERS = 40_000;

/** The nearest neighbourhood within 2.5 km, else the city within 40 km, else null. */
export function placeName(position: Position, cities: readonly CityPlaces[]): string | null {
  let name: string | null = null;
  let reach = REACH_METERS;
  for (const city of cities) {
    for (const place of city.neighborhoods) {
      const away = distanceMeters(position, [place.lng, place.lat]);
      if (away < reach) {
        reach = away;
        name = place.name;
      }
    }
  }
  return name ?? cityNear(position, cities)?.name ?? null;
}

export function cityNear(position: Position, cities: readonly CityPlaces[]): CityPlaces | null {
  const [nearest] = cities
    .map((city) => ({ city, away: distanceMeters(position, [city.center.lng, city.center.lat]) }))
    .filter(({ away }) => away < CITY_REACH_METERS)
    .sort((a, b) => a.away - b.away);
  return nearest?.city ?? null;
}
