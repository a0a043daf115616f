"use client";

import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from "maplibre-gl";
import * as maplibregl from "maplibre-gl";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Position } from "@/lib/geo/bbox";
import { loadBaseStyle } from "./base-style";
import { cellFeatures, type ShownCell } from "./cell-features";
import { createHandle, viewportOf } from "./create-handle";
import { addSignalLayers, applySignalLayers } from "./install-layers";
import type { MapHandle, Viewport } from "./map-handle";
import { readPalette } from "./palette";
import { type TouchedSignal, watchPointer } from "./pointer";
import { type SignalStyle, SOURCES } from "./signal-layers";
import { startMap } from "./start-map";
import type { Camera } from "./view-state";

export interface MapPadding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface MapCanvasProps {
  readonly label: string;
  readonly initialCamera: Camera;
  /** Resolved theme; the map restyles when it changes. */
  readonly theme: "light" | "dark";
  readonly styleUrl: string;
  readonly shown: Omit<SignalStyle, "palette">;
  /** Address template of the signal tiles. */
  readonly tileUrl: string;
  /** The signal tiles are loaded anew whenever this grows. */
  readonly revision: number;
  /** Signals just sent from here. */
  readonly own: FeatureCollection;
  readonly cells: readonly ShownCell[];
  /** Where the pin of a report in the making stands; it follows the middle of the free part of the map. */
  readonly isPlacing: boolean;
  readonly padding: MapPadding;
  readonly reducedMotion: boolean;
  readonly onReady: (handle: MapHandle) => void;
  readonly onView: (viewport: Viewport, settled: boolean) => void;
  readonly onCluster: (geohash: string) => void;
  /** The single signals under the pointer. */
  readonly onSignals: (signals: readonly TouchedSignal[]) => void;
  readonly onPress: (position: Position) => void;
  readonly onFailure: () => void;
}

/** Owns the one map object: makes it, brings every changed prop to it, removes it. */
export function MapCanvas(props: MapCanvasProps) {
  const { theme, styleUrl, shown, tileUrl, revision, own, cells, padding, isPlacing, reducedMotion } = props;
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [isStyled, setStyled] = useState(false);

  const begin = useEffectEvent((element: HTMLDivElement) => {
    const created = startMap({
      container: element,
      camera: props.initialCamera,
      label: props.label,
      reducedMotion,
    });
    created.setPadding(padding);
    return created;
  });
  const reportView = useEffectEvent((current: MapLibreMap, settled: boolean) =>
    props.onView(viewportOf(current), settled),
  );
  const ready = useEffectEvent((current: MapLibreMap) => props.onReady(createHandle(current, reducedMotion)));
  const fail = useEffectEvent(() => props.onFailure());
  const chooseCluster = useEffectEvent((geohash: string) => props.onCluster(geohash));
  const chooseSignals = useEffectEvent((signals: readonly TouchedSignal[]) => props.onSignals(signals));
  const press = useEffectEvent((position: Position) => props.onPress(position));

  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    let created: MapLibreMap;
    try {
      created = begin(element);
    } catch {
      fail();
      return;
    }
    created.on("move", () => reportView(created, false));
    created.on("moveend", () => reportView(created, true));
    created.on("idle", () => element.setAttribute("data-idle", "true"));
    created.on("dataloading", () => element.removeAttribute("data-idle"));
    const stopPointer = watchPointer(created, {
      onCluster: (geohash) => chooseCluster(geohash),
      onSignals: (signals) => chooseSignals(signals),
      onPress: (position) => press(position),
    });
    setMap(created);
    ready(created);
    reportView(created, true);
    return () => {
      stopPointer();
      setMap(null);
      setStyled(false);
      created.remove();
    };
  }, []);

  const install = useEffectEvent((current: MapLibreMap, palette: ReturnType<typeof readPalette>) => {
    addSignalLayers(current, { ...shown, palette }, { tileUrl, own, cells: cellFeatures(cells) });
  });

  useEffect(() => {
    if (map === null) return;
    let isCurrent = true;
    // The page's colours follow `theme` before this effect runs.
    const palette = readPalette();
    void loadBaseStyle({ theme, styleUrl }).then((style) => {
      if (!isCurrent) return;
      setStyled(false);
      map.once("style.load", () => {
        if (!isCurrent) return;
        install(map, palette);
        setStyled(true);
      });
      map.setStyle(style, { diff: false });
    });
    return () => {
      isCurrent = false;
    };
  }, [map, theme, styleUrl]);

  useEffect(() => {
    if (map !== null && isStyled) applySignalLayers(map, { ...shown, palette: readPalette() });
  }, [map, isStyled, shown]);

  useEffect(() => {
    if (map !== null && isStyled) map.getSource<VectorTileSource>(SOURCES.tiles)?.setTiles([tileUrl]);
  }, [map, isStyled, tileUrl]);

  useEffect(() => {
    if (revision > 0 && map?.getSource(SOURCES.tiles) !== undefined) map.refreshTiles(SOURCES.tiles);
  }, [map, revision]);

  useSourceData(isStyled ? map : null, SOURCES.own, own);
  const cellData = useMemo(() => cellFeatures(cells), [cells]);
  useSourceData(isStyled ? map : null, SOURCES.cells, cellData);

  useEffect(() => {
    map?.easeTo({ padding: { ...padding }, duration: reducedMotion ? 0 : 350 });
  }, [map, padding, reducedMotion]);

  useEffect(() => {
    if (map === null || !isPlacing) return;
    const element = document.createElement("div");
    element.className = "stratum-draft-pin";
    const marker = new maplibregl.Marker({ element, anchor: "bottom" }).setLngLat(map.getCenter()).addTo(map);
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

function useSourceData(map: MapLibreMap | null, source: string, data: FeatureCollection) {
  useEffect(() => {
    void map?.getSource<GeoJSONSource>(source)?.setData(data);
  }, [map, source, data]);
}
