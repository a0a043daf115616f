import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { Position } from "@/lib/geo/bbox";
import { LAYER_IDS, SOURCES } from "./signal-layers";

const PRESS_MS = 480;
/** A thumb is no needle: a tap counts for what lies this near, in CSS pixels. */
const TOUCH_SLOP = 8;

interface PointerEvents {
  readonly onCluster: (geohash: string) => void;
  readonly onSignal: (position: Position) => void;
  readonly onPress: (position: Position) => void;
}

/** Clicks, hover and long presses on the map. Returns what ends the watching. */
export function watchPointer(map: MapLibreMap, { onCluster, onSignal, onPress }: PointerEvents): () => void {
  let hovered: string | null = null;
  let press: ReturnType<typeof setTimeout> | undefined;

  const featureAt = ({ x, y }: { x: number; y: number }, slop: number) => {
    const layers = [LAYER_IDS.signal, LAYER_IDS.cluster].filter((id) => map.getLayer(id) !== undefined);
    if (layers.length === 0) return undefined;
    const [exact] = map.queryRenderedFeatures([x, y], { layers });
    return (
      exact ??
      map.queryRenderedFeatures(
        [
          [x - slop, y - slop],
          [x + slop, y + slop],
        ],
        { layers },
      )[0]
    );
  };

  const click = (event: MapMouseEvent) => {
    const feature = featureAt(event.point, TOUCH_SLOP);
    if (feature === undefined) return;
    if (feature.layer.id === LAYER_IDS.cluster) onCluster(String(feature.properties.geohash));
    else if (feature.geometry.type === "Point") {
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      onSignal([lon, lat]);
    }
  };

  const hover = (event: MapMouseEvent) => {
    const feature = featureAt(event.point, 0);
    map.getCanvas().style.cursor = feature === undefined ? "" : "pointer";
    const next = feature?.layer.id === LAYER_IDS.cluster ? String(feature.properties.geohash) : null;
    if (next === hovered) return;
    for (const [id, isHovered] of [
      [hovered, false],
      [next, true],
    ] as const) {
      if (id !== null) map.setFeatureState({ source: SOURCES.clusters, id }, { hover: isHovered });
    }
    hovered = next;
  };

  const endPress = () => clearTimeout(press);
  const startPress = (event: MapTouchEvent) => {
    endPress();
    if (event.points.length !== 1) return;
    const { lng, lat } = event.lngLat;
    press = setTimeout(() => onPress([lng, lat]), PRESS_MS);
  };
  const contextMenu = (event: MapMouseEvent) => {
    endPress();
    onPress([event.lngLat.lng, event.lngLat.lat]);
  };

  map.on("click", click);
  map.on("mousemove", hover);
  map.on("contextmenu", contextMenu);
  map.on("touchstart", startPress);
  for (const type of ["touchend", "touchcancel", "dragstart", "zoomstart"] as const) map.on(type, endPress);
  return endPress;
}
