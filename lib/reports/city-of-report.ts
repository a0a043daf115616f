import { CITIES, cityOf, WORLD } from "@/lib/cities/cities";
import { type Bbox, type Position, splitAtAntimeridian } from "@/lib/geo/bbox";

/** What the write side needs to know of a city. */
export interface ReportCity {
  readonly id: string;
  /** Index partitions of the city. */
  readonly shards: number;
}

const WORLD_CITY: ReportCity = { id: WORLD, shards: 1 };

/** The city a position (`[lon, lat]`, degrees) belongs to; `world` outside every known one. */
export function cityOfReport(position: Position): ReportCity {
  return cityOf(position) ?? WORLD_CITY;
}

/** Every city that reports can belong to, `world` included. */
export function reportCities(): readonly ReportCity[] {
  return [...CITIES, WORLD_CITY];
}

/** The cities whose reports can lie in the box, `world` always among them. */
export function citiesNear(bbox: Bbox): readonly ReportCity[] {
  const boxes = splitAtAntimeridian(bbox);
  return [...CITIES.filter((city) => boxes.some((box) => overlap(box, city.bbox))), WORLD_CITY];
}

function overlap(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
