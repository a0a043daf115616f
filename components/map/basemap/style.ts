import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { groundLayers } from "@/components/map/basemap/fallback-ground";
import { labelLayers } from "@/components/map/basemap/fallback-labels";
import { basemapFolder, ownFontFaces, standInFontFaces } from "@/components/map/basemap/font-faces";
import { PALETTES } from "@/components/map/basemap/palette";
import type { Theme } from "@/components/map/basemap/spec";
import { themedLayer } from "@/components/map/basemap/themed-layer";

const SOURCES = ["world", "shores", "ground", "streets", "places", "grid"] as const;

/** Shown on the map while the embedded basemap is; `public/basemap/ATTRIBUTION.md` says more. */
const FALLBACK_ATTRIBUTION =
  'Shorelines <a href="https://www.soest.hawaii.edu/pwessel/gshhg/" rel="noopener" target="_blank">GSHHG</a> (LGPL)';

/**
 * The basemap that ships with the application and needs no network: shores, parks, main streets, names and a quiet
 * geohash grid. `baseUrl` is the origin (with path prefix, if any) that serves `/basemap`.
 */
export function fallbackStyle(theme: Theme, baseUrl: string): StyleSpecification {
  const palette = PALETTES[theme];
  const sources = SOURCES.map(
    (name) => [name, geojson(`${basemapFolder(baseUrl)}/${name}.geojson`)] as const,
  );
  return {
    version: 8,
    name: `Stratum ${theme}`,
    "font-faces": ownFontFaces(baseUrl),
    sources: Object.fromEntries(sources),
    layers: [...groundLayers(palette), ...labelLayers(palette)],
  };
}

/** Another style on the OpenMapTiles schema, such as OpenFreeMap's Liberty, in this application's quiet look. */
export function themedStyle(base: StyleSpecification, theme: Theme, baseUrl: string): StyleSpecification {
  const layers = base.layers.flatMap((layer) => themedLayer(layer, PALETTES[theme]) ?? []);
  const used = new Set(layers.flatMap((layer) => ("source" in layer ? [layer.source] : [])));
  const { sprite: _pictures, ...rest } = base;
  return {
    ...rest,
    name: `Stratum ${theme}`,
    "font-faces": standInFontFaces(layers.flatMap(fontNames), baseUrl),
    sources: Object.fromEntries(Object.entries(base.sources).filter(([id]) => used.has(id))),
    layers,
  };
}

function geojson(data: string): StyleSpecification["sources"][string] {
  return { type: "geojson", data, attribution: FALLBACK_ATTRIBUTION, maxzoom: 14 };
}

/** Names in `text-font`, also where it is an expression. */
function fontNames(layer: LayerSpecification): string[] {
  if (layer.type !== "symbol") return [];
  return stringsIn(layer.layout?.["text-font"]).filter((text) => /^[A-Z]/.test(text));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(stringsIn) : [];
}
