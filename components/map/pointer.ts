import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { Position } from "@/lib/geo/bbox";
import { LAYER_IDS, SOURCES } from "./layer-ids";

const PRESS_MS = 480;
/** A thumb is no needle: a tap counts for what lies this near, in CSS pixels. */
const SLOP = 8;
const MAX_SIGNALS = 20;

export interface TouchedSignal {
  readonly id: string;
  /** 8-character geohash. */
  readonly geohash: string;
}

interface PointerEvents {
  /** A cluster or a shaded cell. */
  readonly onCell: (geohash: string) => void;
  readonly onSignals: (signals: readonly TouchedSignal[]) => void;
  readonly onPress: (position: Position) => void;
}

const CELL_LAYERS: readonly string[] = [LAYER_IDS.cluster, LAYER_IDS.replay, LAYER_IDS.scores];
const SIGNAL_LAYER_IDS: readonly string[] = [LAYER_IDS.signal];

/** Clicks, hover and long presses on the map. Returns what ends the watching. */
export function watchPointer(map: MapLibreMap, { onCell, onSignals, onPress }: PointerEvents): () => void {
  let hovered: string | null = null;
  let press: ReturnType<typeof setTimeout> | undefined;
  let wasPressed = false;

  const featuresNear = ({ x, y }: { x: number; y: number }, slop: number, ids: readonly string[]) => {
    const layers = ids.filter((id) => map.getLayer(id) !== undefined);
    if (layers.length === 0) return [];
    return map.queryRenderedFeatures(
      [
        [x - slop, y - slop],
        [x + slop, y + slop],
      ],
      { layers },
    );
  };

  const click = ({ point }: MapMouseEvent) => {
    if (wasPressed) {
      wasPressed = false;
      return;
    }
    const signals = featuresNear(point, SLOP, SIGNAL_LAYER_IDS);
    if (signals.length > 0) {
      const byId = new Map(signals.map(({ properties: { id, geohash } }) => [String(id), String(geohash)]));
      onSignals([...byId].slice(0, MAX_SIGNALS).map(([id, geohash]) => ({ id, geohash })));
      return;
    }
    const [cluster] = [...featuresNear(point, 0, CELL_LAYERS), ...featuresNear(point, SLOP, CELL_LAYERS)];
    if (cluster !== undefined) onCell(String(cluster.properties.geohash));
  };

  const setHover = (id: string | null, hover: boolean) => {
    if (id !== null) map.setFeatureState({ source: SOURCES.tiles, sourceLayer: "clusters", id }, { hover });
  };
  const hover = ({ point }: MapMouseEvent) => {
    if (map.isMoving()) return;
    const [feature] = featuresNear(point, 0, [...SIGNAL_LAYER_IDS, ...CELL_LAYERS]);
    map.getCanvas().style.cursor = feature === undefined ? "" : "pointer";
    const next = feature?.layer.id === LAYER_IDS.cluster ? String(feature.properties.geohash) : null;
    if (next === hovered) return;
    setHover(hovered, false);
    setHover(next, true);
    hovered = next;
  };

  const endPress = () => clearTimeout(press);
  const pressAt = (position: Position) => {
    endPress();
    wasPressed = true;
    onPress(position);
  };
  const startPress = ({ points, lngLat: { lng, lat } }: MapTouchEvent) => {
    endPress();
    wasPressed = false;
    if (points.length === 1) press = setTimeout(() => pressAt([lng, lat]), PRESS_MS);
  };
  const contextMenu = ({ lngLat: { lng, lat } }: MapMouseEvent) => {
    endPress();
    onPress([lng, lat]);
  };

  map.on("click", click);
  map.on("mousemove", hover);
  map.on("contextmenu", contextMenu);
  map.on("touchstart", startPress);
  for (const type of ["touchend", "touchcancel", "dragstart", "zoomstart"] as const) map.on(type, endPress);
  return endPress;
}
