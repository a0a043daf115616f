import type { Bbox, Position } from "@/lib/geo/bbox";

/** What the write side needs to know of a city. */
export interface ReportCity {
  readonly id: string;
  /** Index partitions of the city. */
  readonly shards: number;
}

const WORLD_CITY: ReportCity = { id: "world", shards: 1 };

/** The city a position (`[lon, lat]`, degrees) belongs to; `world` outside every known one. */
export function cityOfReport(_position: Position): ReportCity {
  return WORLD_CITY;
}

/** Every city that reports can belong to, `world` included. */
export function reportCities(): readonly ReportCity[] {
  return [WORLD_CITY];
}

/** The cities whose reports can lie in the box, `world` always among them. */
export function citiesNear(_bbox: Bbox): readonly ReportCity[] {
  return [WORLD_CITY];
}
