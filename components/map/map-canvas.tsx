"use client";

import type { Map as MapLibreMap } from "maplibre-gl";
import { Marker } from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Position } from "@/lib/geo/bbox";
import { createHandle, viewportOf } from "./create-handle";
import type { MapHandle, MapPadding, Viewport } from "./map-handle";
import { type TouchedSignal, watchPointer } from "./pointer";
import { startMap } from "./start-map";
import { type StyledMapOptions, useStyledMap } from "./use-styled-map";
import type { Camera } from "./view-state";

interface MapCanvasProps extends StyledMapOptions {
  readonly label: string;
  readonly initialCamera: Camera;
  /** True while the pin of a new report stands in the middle of the free part of the map. */
  readonly isPlacing: boolean;
  /** What panels cover. */
  readonly padding: MapPadding;
  readonly reducedMotion: boolean;
  readonly onReady: (handle: MapHandle) => void;
  readonly onView: (viewport: Viewport) => void;
  readonly onCell: (geohash: string) => void;
  /** The single signals under the pointer. */
  readonly onSignals: (signals: readonly TouchedSignal[]) => void;
  readonly onPress: (position: Position) => void;
  /** The browser cannot draw the map. */
  readonly onFailure: () => void;
}

/** Owns the one map object: makes it, brings every changed prop to it, removes it. */
export function MapCanvas(props: MapCanvasProps) {
  const { padding, isPlacing, reducedMotion } = props;
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [handle, setHandle] = useState<MapHandle | null>(null);

  const begin = useEffectEvent((element: HTMLDivElement) => {
    try {
      const { initialCamera: camera, label } = props;
      return startMap({ container: element, camera, label, padding, reducedMotion });
    } catch {
      props.onFailure();
      return null;
    }
  });
  const isCalm = useEffectEvent(() => reducedMotion);
  const tellView = useEffectEvent((current: MapLibreMap) => props.onView(viewportOf(current)));
  const tellReady = useEffectEvent((ready: MapHandle) => props.onReady(ready));
  const chooseCell = useEffectEvent((geohash: string) => props.onCell(geohash));
  const chooseSignals = useEffectEvent((signals: readonly TouchedSignal[]) => props.onSignals(signals));
  const press = useEffectEvent((position: Position) => props.onPress(position));

  useEffect(() => {
    const element = container.current;
    const created = element === null ? null : begin(element);
    if (element === null || created === null) return;
    created.on("moveend", () => tellView(created));
    created.on("idle", () => element.setAttribute("data-idle", "true"));
    created.on("dataloading", () => element.removeAttribute("data-idle"));
    const stopPointer = watchPointer(created, {
      onCell: (geohash) => chooseCell(geohash),
      onSignals: (signals) => chooseSignals(signals),
      onPress: (position) => press(position),
    });
    const ready = createHandle(created, isCalm());
    setMap(created);
    setHandle(ready);
    tellReady(ready);
    tellView(created);
    return () => {
      stopPointer();
      setMap(null);
      setHandle(null);
      created.remove();
    };
  }, []);

  useStyledMap(map, props);

  useEffect(() => handle?.cover(padding), [handle, padding]);

  useEffect(() => {
    if (map === null || !isPlacing) return;
    const element = document.createElement("div");
    element.className = "stratum-draft-pin";
    const marker = new Marker({ element, anchor: "bottom" }).setLngLat(map.getCenter()).addTo(map);
    const follow = () => marker.setLngLat(map.getCenter());
    map.on("move", follow);
    return () => {
      map.off("move", follow);
      marker.remove();
    };
  }, [map, isPlacing]);

  return (
    <div className="absolute inset-0">
      <div ref={container} className="stratum-map size-full" data-testid="map" />
    </div>
  );
}
