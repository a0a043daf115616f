import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { SHARE_STEPS } from "./cluster-image";
import type { Palette } from "./palette";
import type { MapMode } from "./view-state";

export const SOURCES = {
  clusters: "stratum-clusters",
  signals: "stratum-signals",
  cells: "stratum-cells",
} as const;

export const LAYER_IDS = {
  heat: "stratum-heat",
  cellFill: "stratum-cell-fill",
  cellLine: "stratum-cell-line",
  halo: "stratum-halo",
  cluster: "stratum-cluster",
  signal: "stratum-signal",
} as const;

/** From this zoom on, single signals take the place of clusters. */
export const SIGNAL_ZOOM = 15.5;

export interface SignalStyle {
  readonly palette: Palette;
  readonly layers: readonly SignalLayer[];
  readonly mode: MapMode;
  /** True while single signals are loaded and shown instead of clusters. */
  readonly singles: boolean;
}

/** Number of reports of the enabled layers in a cluster. */
export function shownCount(layers: readonly SignalLayer[]): ExpressionSpecification {
  return ["+", 0, ...layers.map((layer): ExpressionSpecification => ["get", layer])];
}

/** `cluster|s,v,i,o`, the name of the image that shows the mix of the enabled layers. */
function clusterImage(layers: readonly SignalLayer[]): ExpressionSpecification {
  const part = (layer: SignalLayer): ExpressionSpecification | number =>
    layers.includes(layer)
      ? ["ceil", ["-", ["*", SHARE_STEPS, ["/", ["get", layer], ["max", 1, shownCount(layers)]]], 0.3]]
      : 0;
  const [safety = 0, vibe = 0, infrastructure = 0, opportunity = 0] = SIGNAL_LAYERS.map(part);
  return ["concat", "cluster|", safety, ",", vibe, ",", infrastructure, ",", opportunity];
}

/** Radius of a cluster in CSS pixels, growing with the logarithm of its count. */
function clusterRadius(layers: readonly SignalLayer[]): ExpressionSpecification {
  return [
    "interpolate",
    ["linear"],
    ["log10", ["max", 1, shownCount(layers)]],
    ...[0, 13, 1, 17, 2, 22, 3, 28, 4, 34],
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
export function signalLayers({ palette, layers, mode, singles }: SignalStyle): LayerSpecification[] {
  const visible = (shown: boolean) => (shown ? "visible" : "none");
  const hasShown: FilterSpecification = [">", shownCount(layers), 0];
  const radius = clusterRadius(layers);
  const scaled: ExpressionSpecification = ["/", radius, 36];
  return [
    {
      id: LAYER_IDS.heat,
      type: "heatmap",
      source: SOURCES.clusters,
      filter: hasShown,
      layout: { visibility: visible(mode === "heat") },
      paint: {
        "heatmap-weight": [
          "interpolate",
          ["linear"],
          ["log10", ["max", 1, shownCount(layers)]],
          ...[0, 0.15, 3, 1],
        ] as ExpressionSpecification,
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
      id: LAYER_IDS.halo,
      type: "circle",
      source: SOURCES.clusters,
      filter: hasShown,
      layout: { visibility: visible(mode === "signals" && !singles) },
      paint: {
        "circle-color": palette.ink,
        "circle-radius": ["+", radius, 6],
        "circle-opacity": ["case", ["boolean", ["feature-state", "hover"], false], 0.18, 0],
        "circle-opacity-transition": { duration: 150 },
      },
    },
    {
      id: LAYER_IDS.cluster,
      type: "symbol",
      source: SOURCES.clusters,
      filter: hasShown,
      layout: {
        visibility: visible(mode === "signals" && !singles),
        "icon-image": clusterImage(layers),
        "icon-size": scaled,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": shortCount(layers),
        "text-font": ["Inter"],
        "text-size": [
          "interpolate",
          ["linear"],
          ["log10", ["max", 1, shownCount(layers)]],
          ...[0, 10, 1, 11.5, 2, 13, 3, 14, 4, 16],
        ] as ExpressionSpecification,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
        "symbol-sort-key": shownCount(layers),
      },
      paint: { "text-color": palette.onLayer, "text-halo-color": palette.onLayer, "text-halo-width": 0.35 },
    },
    {
      id: LAYER_IDS.signal,
      type: "symbol",
      source: SOURCES.signals,
      layout: {
        visibility: visible(mode !== "scores"),
        "icon-image": ["concat", "signal|", ["get", "category"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": [
          "case",
          [">", ["get", "count"], 1],
          ["concat", "×", ["to-string", ["get", "count"]]],
          "",
        ],
        "text-font": ["Inter"],
        "text-size": 11,
        "text-offset": [1.5, -1.2],
        "text-allow-overlap": true,
        "symbol-sort-key": ["get", "order"],
      },
      paint: {
        "text-color": palette.ink,
        "text-halo-color": palette.paper,
        "text-halo-width": 2,
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
    "rgba(0,0,0,0)",
    0.15,
    withAlpha(palette.layers.infrastructure, 0.35),
    0.45,
    withAlpha(palette.layers.vibe, 0.6),
    0.75,
    withAlpha(palette.layers.safety, 0.8),
    1,
    "rgb(255, 214, 102)",
  ];
}

function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
