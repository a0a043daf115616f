import type { FeatureCollection } from "geojson";
import { geohashPolygon, isGeohash } from "@/lib/geo/geohash";

export interface ShownCell {
  readonly geohash: string;
  readonly kind: "selected" | "versus" | "draft";
}

/** Outlines of the cells as polygons. */
export function cellFeatures(cells: readonly ShownCell[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: cells.flatMap(({ geohash, kind }) =>
      isGeohash(geohash)
        ? [
            {
              type: "Feature" as const,
              properties: { kind },
              geometry: {
                type: "Polygon" as const,
                coordinates: [geohashPolygon(geohash).map(([lon, lat]) => [lon, lat])],
              },
            },
          ]
        : [],
    ),
  };
}
