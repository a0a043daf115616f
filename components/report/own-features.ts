import type { FeatureCollection } from "geojson";
import type { NewReport } from "@/components/api/types";
import { encodeGeohash, geohashCenter } from "@/lib/geo/geohash";

/** Signals sent from here, drawn where everybody will see them: at the centre of their geohash-8 cell. */
export function ownFeatures(reports: readonly NewReport[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: reports.map(({ id, category, lat, lng }) => {
      const [lon, latitude] = geohashCenter(encodeGeohash([lng, lat], 8));
      return {
        type: "Feature",
        properties: { id, category },
        geometry: { type: "Point", coordinates: [lon, latitude] },
      };
    }),
  };
}
