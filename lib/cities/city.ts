import type { Bbox, Position } from "@/lib/geo/bbox";

/** One city, as `data/cities/<id>.json` describes it. Adding a city is adding such a file. */
export interface City {
  readonly id: string;
  readonly name: string;
  /** `[west, south, east, north]`, degrees. */
  readonly bbox: Bbox;
  /** `[lon, lat]`, degrees. */
  readonly center: Position;
  /** IANA time zone. */
  readonly timezone: string;
  readonly scoringModel: "classic" | "calibrated";
  /** DynamoDB index partitions of the city; 1 unless it is very busy. */
  readonly shards: number;
  /** Outline of the city's area: GeoJSON-style rings of `[lon, lat]`, first ring outer, further rings holes; one array per polygon. */
  readonly outline: readonly (readonly (readonly Position[])[])[];
  readonly neighborhoods: readonly Neighborhood[];
}

export interface Neighborhood {
  readonly name: string;
  /** `[lon, lat]` of the neighbourhood's middle, degrees. */
  readonly center: Position;
  /** Further points that belong to it, where one centre is not enough (a long park, a large district). */
  readonly anchors?: readonly Position[] | undefined;
}
