import { CITIES } from "@/lib/cities/cities";
import { STREET_ZOOM } from "./map-precision";
import { MAX_TILE_ZOOM } from "./tiles";

/**
 * The TileJSON 3 document of the signal tiles.
 *
 * @param origin scheme and host that tile addresses start with
 * @param search query of the tile addresses, with its `?`, or empty
 */
export function tileJson(origin: string, search: string) {
  const count = "Reports in this layer";
  return {
    tilejson: "3.0.0",
    name: "Stratum signals",
    description: "Live neighbourhood signals, clustered by geohash cell.",
    version: "1.0.0",
    scheme: "xyz",
    tiles: [`${origin}/api/tiles/{z}/{x}/{y}.mvt${search}`],
    minzoom: 0,
    maxzoom: MAX_TILE_ZOOM,
    bounds: [-180, -85.0511, 180, 85.0511],
    center: [...(CITIES[0]?.center ?? [0, 0]), 11],
    vector_layers: [
      {
        id: "clusters",
        description: "Geohash cells with their live reports, at the reports' centroid",
        minzoom: 0,
        maxzoom: MAX_TILE_ZOOM,
        fields: {
          geohash: "Geohash of the cell",
          precision: "Length of the geohash",
          count: "Reports in the layers asked for",
          safety: count,
          vibe: count,
          infrastructure: count,
          opportunity: count,
          severity_mean: "Mean severity, 1 to 5",
          dominant: "Layer with the most reports",
        },
      },
      {
        id: "reports",
        description: "Single reports at the centre of their 8-character geohash",
        minzoom: STREET_ZOOM,
        maxzoom: MAX_TILE_ZOOM,
        fields: {
          id: "Report id",
          geohash: "8-character geohash",
          layer: "Signal layer",
          category: "Category id",
          severity: "1 to 5",
          created_at: "Seconds since the epoch",
        },
      },
    ],
  };
}
