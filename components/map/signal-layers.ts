import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { CLUSTER_IMAGE_RADIUS, SHARE_STEPS } from "./cluster-image";
import { LAYER_IDS, SOURCES } from "./layer-ids";
import type { Palette } from "./palette";
import { scoreLayers } from "./score-layers";
import type { MapMode, ScoreName } from "./view-state";

/** Font of the numbers; `loadBaseStyle` gives every style its file. */
export const COUNT_FONT = "Inter SemiBold";

/** From this zoom on, single signals take the place of clusters. */
export const SIGNAL_ZOOM = 16;
/** From this zoom on a cluster is one spot (a geohash-8 cell), so signals on one spot show as their number. */
const SPOT_ZOOM = 17;

export interface SignalStyle {
  readonly palette: Palette;
  readonly layers: readonly SignalLayer[];
  readonly mode: MapMode;
  /** The score that shades the cells in the mode `scores`. */
  readonly score: ScoreName;
  /** True while a day of the replay stands in for the live signals. */
  readonly isReplay: boolean;
}

/** Number of reports of the enabled layers in a cluster. */
export function shownCount(layers: readonly SignalLayer[]): ExpressionSpecification {
  return ["+", 0, ...layers.map((layer): ExpressionSpecification => ["get", layer])];
}

/** The image of a cluster: `single|layer` for one report, else `cluster|s,v,i,o` with the mix of the enabled layers. */
function clusterImage(layers: readonly SignalLayer[]): ExpressionSpecification {
  const part = (layer: SignalLayer): ExpressionSpecification | number =>
    layers.includes(layer)
      ? ["ceil", ["-", ["*", SHARE_STEPS, ["/", ["get", layer], ["max", 1, shownCount(layers)]]], 0.3]]
      : 0;
  const [safety = 0, vibe = 0, infrastructure = 0, opportunity = 0] = SIGNAL_LAYERS.map(part);
  const only = layers.flatMap((layer): [ExpressionSpecification, string] => [
    [">", ["get", layer], 0],
    layer,
  ]);
  return [
    "case",
    [">", shownCount(layers), 1],
    ["concat", "cluster|", safety, ",", vibe, ",", infrastructure, ",", opportunity],
    ["concat", "single|", ["case", ...only, "none"] as ExpressionSpecification],
  ];
}

/** A value that grows with the logarithm of a cluster's count: stops are log10(count), value. */
function byCount(layers: readonly SignalLayer[], stops: readonly number[]): ExpressionSpecification {
  return [
    "interpolate",
    ["linear"],
    ["log10", ["max", 1, shownCount(layers)]],
    ...stops,
  ] as ExpressionSpecification;
}

function shortCount(layers: readonly SignalLayer[]): ExpressionSpecification {
  const n = shownCount(layers);
  const thousands = (digits: number): ExpressionSpecification => [
    "concat",
    ["to-string", ["/", ["round", ["/", n, 1000 / 10 ** digits]], 10 ** digits]],
    "k",
  ];
  return ["step", n, ["case", [">", n, 1], ["to-string", n], ""], 1000, thousands(1), 10_000, thousands(0)];
}

/** The map's own layers over the base map: a pure function of the theme and of what is switched on. */
export function signalLayers({ palette, layers, mode, score, isReplay }: SignalStyle): LayerSpecification[] {
  const visible = (shown: boolean): "visible" | "none" => (shown ? "visible" : "none");
  const hasShown: FilterSpecification = [">", shownCount(layers), 0];
  const radius = byCount(layers, [0.3, 11.5, 0.7, 14, 1, 17.5, 1.4, 21, 2, 26, 3, 32, 4, 38]);
  const showsSignals = mode === "signals" && !isReplay;
  const tiles = { source: SOURCES.tiles, "source-layer": "clusters" };
  const bubbles = {
    type: "symbol" as const,
    layout: {
      visibility: visible(showsSignals),
      "icon-image": clusterImage(layers),
      "icon-size": [
        "case",
        [">", shownCount(layers), 1],
        ["/", radius, CLUSTER_IMAGE_RADIUS],
        1,
      ] satisfies ExpressionSpecification,
      "icon-allow-overlap": true,
      "text-field": shortCount(layers),
      "text-font": [COUNT_FONT],
      "text-size": byCount(layers, [0, 10, 1, 11.5, 2, 13, 3, 14, 4, 16]),
      "text-allow-overlap": true,
      "text-ignore-placement": true,
      "symbol-sort-key": shownCount(layers),
    },
    paint: {
      "text-color": palette.onLayer,
    },
  };
  return [
    ...scoreLayers(mode === "scores" && !isReplay ? score : null),
    {
      id: LAYER_IDS.heat,
      type: "heatmap",
      source: SOURCES.tiles,
      "source-layer": "clusters",
      filter: hasShown,
      layout: { visibility: visible(mode === "heat" && !isReplay) },
      paint: {
        "heatmap-weight": byCount(layers, [0, 0.15, 3, 1]),
        "heatmap-intensity": ["interpolate", ["linear"], ["zoom"], 3, 1.4, 11, 2.2],
        "heatmap-radius": ["interpolate", ["exponential", 1.4], ["zoom"], 3, 16, 11, 44, 16, 80],
        "heatmap-opacity": 0.8,
        "heatmap-color": heatRamp(palette),
      },
    },
    {
      id: LAYER_IDS.cellFill,
      type: "fill",
      source: SOURCES.cells,
      paint: { "fill-color": palette.ink, "fill-opacity": 0.08 },
    },
    {
      id: LAYER_IDS.cellLine,
      type: "line",
      source: SOURCES.cells,
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.ink,
        "line-width": ["case", ["==", ["get", "kind"], "versus"], 2, 2.5],
        "line-dasharray": [2, 1.5],
        "line-opacity": 0.9,
      },
    },
    {
      id: LAYER_IDS.signal,
      type: "symbol",
      source: SOURCES.tiles,
      "source-layer": "reports",
      minzoom: SIGNAL_ZOOM,
      filter: ["in", ["get", "layer"], ["literal", [...layers]]],
      layout: {
        visibility: visible(showsSignals),
        "icon-image": ["concat", "signal|", ["get", "category"]],
        "icon-size": ["interpolate", ["linear"], ["zoom"], SIGNAL_ZOOM, 0.72, SPOT_ZOOM, 1],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["get", "created_at"],
      },
    },
    {
      id: LAYER_IDS.halo,
      type: "circle",
      source: SOURCES.tiles,
      "source-layer": "clusters",
      maxzoom: SIGNAL_ZOOM,
      filter: hasShown,
      layout: { visibility: visible(showsSignals) },
      paint: {
        "circle-color": palette.ink,
        "circle-radius": ["+", radius, 6],
        "circle-opacity": ["case", ["boolean", ["feature-state", "hover"], false], 0.18, 0],
        "circle-opacity-transition": { duration: 150 },
      },
    },
    { ...bubbles, ...tiles, id: LAYER_IDS.cluster, maxzoom: SIGNAL_ZOOM, filter: hasShown },
    { ...bubbles, ...tiles, id: LAYER_IDS.crowd, minzoom: SPOT_ZOOM, filter: [">", shownCount(layers), 1] },
    {
      ...bubbles,
      id: LAYER_IDS.replay,
      source: SOURCES.replay,
      filter: hasShown,
      layout: { ...bubbles.layout, visibility: visible(isReplay) },
    },
    {
      id: LAYER_IDS.own,
      type: "symbol",
      source: SOURCES.own,
      layout: {
        "icon-image": ["concat", "signal|", ["get", "category"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}

function heatRamp(palette: Palette): ExpressionSpecification {
  return [
    "interpolate",
    ["linear"],
    ["heatmap-density"],
    0,
    withAlpha(palette.layers.infrastructure, 0),
    0.12,
    withAlpha(palette.layers.infrastructure, 0.4),
    0.4,
    withAlpha(palette.layers.vibe, 0.65),
    0.7,
    withAlpha(palette.layers.safety, 0.85),
    1,
    "rgb(255, 214, 102)",
  ];
}

function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
