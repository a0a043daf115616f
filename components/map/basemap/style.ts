import { groundLayers } from "@/components/map/basemap/fallback-ground";
import { labelLayers } from "@/components/map/basemap/fallback-labels";
import { PALETTES } from "@/components/map/basemap/palette";
import type { StyleSpecification, Theme } from "@/components/map/basemap/spec";

const SOURCES = ["world", "shores", "ground", "streets", "places", "grid"] as const;

/** Shown on the map while the embedded basemap is; `public/basemap/ATTRIBUTION.md` says more. */
export const FALLBACK_ATTRIBUTION = "Shorelines © GSHHG (LGPL)";

/**
 * The basemap that ships with the application and needs no network: shores, parks, main streets, names and a quiet
 * geohash grid. `baseUrl` is the origin (with path prefix, if any) that serves `/basemap`.
 */
export function fallbackStyle(theme: Theme, baseUrl: string): StyleSpecification {
  const folder = `${baseUrl.replace(/\/$/, "")}/basemap`;
  const palette = PALETTES[theme];
  const sources = SOURCES.map((name) => [name, geojson(`${folder}/${name}.geojson`)] as const);
  return {
    version: 8,
    name: `Stratum ${theme}`,
    "font-faces": fontFaces(folder),
    sources: Object.fromEntries(sources),
    layers: [...groundLayers(palette), ...labelLayers(palette)],
  };
}

function geojson(data: string): StyleSpecification["sources"][string] {
  return { type: "geojson", data, attribution: FALLBACK_ATTRIBUTION, maxzoom: 14 };
}

function fontFaces(folder: string): NonNullable<StyleSpecification["font-faces"]> {
  return {
    "Inter Medium": `${folder}/fonts/inter-500.woff2`,
    "Inter SemiBold": `${folder}/fonts/inter-600.woff2`,
    "Inter Italic": `${folder}/fonts/inter-400-italic.woff2`,
  };
}
