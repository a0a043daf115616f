import type { FeatureCollection } from "geojson";
import type { Map as MapLibreMap } from "maplibre-gl";
import {
  drawClusterImage,
  drawSingleImage,
  IMAGE_OPTIONS,
  parseClusterImageId,
  parseSingleImageId,
} from "./cluster-image";
import { drawSignalImage, parseSignalImageId } from "./signal-image";
import { type SignalStyle, SOURCES, signalLayers } from "./signal-layers";

export interface SourceData {
  readonly tileUrl: string;
  readonly own: FeatureCollection;
  readonly cells: FeatureCollection;
}

const DEEPEST_TILES = 18;

/** Puts our sources, layers and image maker onto a freshly loaded base style. */
export function addSignalLayers(map: MapLibreMap, style: SignalStyle, data: SourceData): void {
  map.setMissingStyleImageResolver((id) => {
    const parts = parseClusterImageId(id);
    const single = parseSingleImageId(id);
    const category = parseSignalImageId(id);
    if (parts !== null) map.addImage(id, drawClusterImage(parts, style.palette), IMAGE_OPTIONS);
    else if (single !== null) map.addImage(id, drawSingleImage(single, style.palette), IMAGE_OPTIONS);
    else if (category !== null) map.addImage(id, drawSignalImage(category, style.palette), IMAGE_OPTIONS);
  });
  map.addSource(SOURCES.tiles, {
    type: "vector",
    tiles: [data.tileUrl],
    maxzoom: DEEPEST_TILES,
    promoteId: { clusters: "geohash" },
  });
  map.addSource(SOURCES.own, { type: "geojson", data: data.own });
  map.addSource(SOURCES.cells, { type: "geojson", data: data.cells });
  for (const layer of signalLayers(style)) map.addLayer(layer);
}

/** Brings changed filters, layout and paint to layers that are already there. */
export function applySignalLayers(map: MapLibreMap, style: SignalStyle): void {
  for (const layer of signalLayers(style)) {
    if (map.getLayer(layer.id) === undefined) continue;
    if ("filter" in layer) map.setFilter(layer.id, layer.filter ?? null);
    for (const [name, value] of Object.entries(layer.layout ?? {})) {
      map.setLayoutProperty(layer.id, name as "visibility", value);
    }
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, name as "fill-color", value);
    }
  }
}
