import type { FeatureCollection } from "geojson";
import type { Map as MapLibreMap } from "maplibre-gl";
import {
  drawClusterImage,
  drawSingleImage,
  IMAGE_OPTIONS,
  parseClusterImageId,
  parseSingleImageId,
} from "./cluster-image";
import { SOURCES } from "./layer-ids";
import { drawSignalImage, parseSignalImageId } from "./signal-image";
import { type SignalStyle, signalLayers } from "./signal-layers";

/** What our sources show. */
export interface MapData {
  /** Address template of the signal tiles. */
  readonly tileUrl: string;
  /** Signals just sent from here. */
  readonly own: FeatureCollection;
  /** Outlines: selected, compared, about to be reported from. */
  readonly cells: FeatureCollection;
  readonly scores: FeatureCollection;
  readonly replay: FeatureCollection;
}

export const NO_FEATURES: FeatureCollection = { type: "FeatureCollection", features: [] };

const DEEPEST_TILES = 18;

/** Puts our sources, layers and image maker onto a freshly loaded base style. */
export function addSignalLayers(map: MapLibreMap, style: SignalStyle, data: MapData): void {
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
  for (const name of ["own", "cells", "scores", "replay"] as const) {
    map.addSource(SOURCES[name], { type: "geojson", data: data[name] });
  }
  letLabelsStepAside(map);
  for (const layer of signalLayers(style)) map.addLayer(layer);
}

/** Place names of the ground move beside a cluster that stands on them, rather than showing in halves around it. */
function letLabelsStepAside(map: MapLibreMap): void {
  for (const layer of map.getStyle().layers) {
    if (layer.type !== "symbol") continue;
    const { layout = {} } = layer;
    const isPlaceName =
      "text-field" in layout && !("icon-image" in layout) && !("symbol-placement" in layout);
    if (!isPlaceName || "text-variable-anchor" in layout) continue;
    map.setLayoutProperty(layer.id, "text-variable-anchor", ["center", "top", "bottom", "left", "right"]);
    map.setLayoutProperty(layer.id, "text-radial-offset", 0.7);
  }
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
