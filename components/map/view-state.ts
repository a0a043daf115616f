import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { isGeohash } from "@/lib/geo/geohash";

export const TIME_WINDOWS = ["24h", "7d", "30d", "90d"] as const;
export type TimeWindow = (typeof TIME_WINDOWS)[number];

export const MAP_MODES = ["signals", "heat", "scores"] as const;
export type MapMode = (typeof MAP_MODES)[number];

export const SCORE_NAMES = ["overall", ...SIGNAL_LAYERS] as const;
export type ScoreName = (typeof SCORE_NAMES)[number];

export interface Camera {
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

/** Everything that a link to the map carries, so that it shows what its sender saw. */
export interface ViewState {
  /** Null until the map knows where to open. */
  readonly camera: Camera | null;
  /** Layers that are switched on, in catalogue order. */
  readonly layers: readonly SignalLayer[];
  readonly window: TimeWindow;
  readonly mode: MapMode;
  readonly score: ScoreName;
  /** Geohash of the open score card. */
  readonly cell: string | null;
  /** Geohash it is compared with. */
  readonly versus: string | null;
  /** Category ids shown; empty means all. */
  readonly categories: readonly string[];
  /** UTC date of the replay, `YYYY-MM-DD`; null outside a replay. */
  readonly day: string | null;
}

export const DEFAULT_VIEW: ViewState = {
  camera: null,
  layers: SIGNAL_LAYERS,
  window: "30d",
  mode: "signals",
  score: "overall",
  cell: null,
  versus: null,
  categories: [],
  day: null,
};

/** Reads a link's parameters; what is missing or wrong takes its default. */
export function parseView(params: URLSearchParams): ViewState {
  return {
    camera: parseCamera(params.get("at")),
    layers: parseLayers(params.get("layers")),
    window: oneOf(TIME_WINDOWS, params.get("window")) ?? DEFAULT_VIEW.window,
    mode: oneOf(MAP_MODES, params.get("view")) ?? DEFAULT_VIEW.mode,
    score: oneOf(SCORE_NAMES, params.get("score")) ?? DEFAULT_VIEW.score,
    cell: parseCell(params.get("cell")),
    versus: parseCell(params.get("vs")),
    categories: (params.get("categories") ?? "").split(",").filter((id) => /^[a-z_]{2,40}$/.test(id)),
    day: /^\d{4}-\d{2}-\d{2}$/.exec(params.get("day") ?? "")?.[0] ?? null,
  };
}

/** The link's parameters, defaults left out; `parseView` of them gives the same view. */
export function viewParams(view: ViewState): URLSearchParams {
  const params = new URLSearchParams();
  if (view.camera !== null) {
    const { lat, lng, zoom } = view.camera;
    params.set("at", `${lat.toFixed(5)},${lng.toFixed(5)},${zoom.toFixed(2)}`);
  }
  if (view.layers.length < SIGNAL_LAYERS.length) params.set("layers", view.layers.join(",") || "none");
  if (view.window !== DEFAULT_VIEW.window) params.set("window", view.window);
  if (view.mode !== DEFAULT_VIEW.mode) params.set("view", view.mode);
  if (view.score !== DEFAULT_VIEW.score) params.set("score", view.score);
  if (view.cell !== null) params.set("cell", view.cell);
  if (view.versus !== null) params.set("vs", view.versus);
  if (view.categories.length > 0) params.set("categories", view.categories.join(","));
  if (view.day !== null) params.set("day", view.day);
  return params;
}

/** The view's address: commas stay readable, as in `/?at=37.77,-122.42,12&layers=safety,vibe`. */
export function viewUrl(view: ViewState): string {
  const query = viewParams(view).toString().replaceAll("%2C", ",");
  return query === "" ? "/" : `/?${query}`;
}

function parseCamera(text: string | null): Camera | null {
  const numbers = (text ?? "").split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [lat = Number.NaN, lng = Number.NaN, zoom = Number.NaN] = numbers;
  const isValid = Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 22;
  return isValid ? { lat, lng, zoom } : null;
}

function parseLayers(text: string | null): readonly SignalLayer[] {
  if (text === null) return SIGNAL_LAYERS;
  const named = text.split(",");
  const layers = SIGNAL_LAYERS.filter((layer) => named.includes(layer));
  return layers.length > 0 || text === "none" ? layers : SIGNAL_LAYERS;
}

function parseCell(text: string | null): string | null {
  return text !== null && isGeohash(text) && text.length >= 4 && text.length <= 7 ? text : null;
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | undefined {
  return values.find((value) => value === text);
}
