"use client";

import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import * as maplibregl from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Position } from "@/lib/geo/bbox";
import { loadBaseStyle } from "./base-style";
import { cellFeatures, type ShownCell } from "./cell-features";
import { createHandle, viewportOf } from "./create-handle";
import { addSignalLayers, applySignalLayers } from "./install-layers";
import type { MapHandle, Viewport } from "./map-handle";
import { readPalette } from "./palette";
import { watchPointer } from "./pointer";
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
  readonly clusters: FeatureCollection;
  readonly signals: FeatureCollection;
  readonly cells: readonly ShownCell[];
  /** Where the pin of a report in the making stands; it follows the middle of the free part of the map. */
  readonly isPlacing: boolean;
  readonly padding: MapPadding;
  readonly reducedMotion: boolean;
  readonly onReady: (handle: MapHandle) => void;
  readonly onView: (viewport: Viewport, settled: boolean) => void;
  readonly onCluster: (geohash: string) => void;
  readonly onSignal: (position: Position) => void;
  readonly onPress: (position: Position) => void;
  readonly onFailure: () => void;
}

/** Owns the one map object: makes it, brings every changed prop to it, removes it. */
export function MapCanvas(props: MapCanvasProps) {
  const { theme, styleUrl, shown, clusters, signals, cells, padding, isPlacing, reducedMotion } = props;
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
  const pointer = useEffectEvent((kind: "cluster" | "signal" | "press", value: string | Position) => {
    if (kind === "cluster" && typeof value === "string") props.onCluster(value);
    if (kind === "signal" && typeof value !== "string") props.onSignal(value);
    if (kind === "press" && typeof value !== "string") props.onPress(value);
  });

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
      onCluster: (geohash) => pointer("cluster", geohash),
      onSignal: (position) => pointer("signal", position),
      onPress: (position) => pointer("press", position),
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
    addSignalLayers(current, { ...shown, palette }, { clusters, signals, cells: cellFeatures(cells) });
  });

  useEffect(() => {
    if (map === null) return;
    let isCurrent = true;
    // The page's colours follow `theme` before this effect runs.
    const palette = readPalette();
    void loadBaseStyle({ theme, styleUrl, palette }).then((style) => {
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

  useSourceData(isStyled ? map : null, SOURCES.clusters, clusters);
  useSourceData(isStyled ? map : null, SOURCES.signals, signals);
  const cellData = useRef<{ cells: readonly ShownCell[]; data: FeatureCollection } | null>(null);
  if (cellData.current?.cells !== cells) cellData.current = { cells, data: cellFeatures(cells) };
  useSourceData(isStyled ? map : null, SOURCES.cells, cellData.current.data);

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

  return <div ref={container} className="stratum-map absolute inset-0" data-testid="map" />;
}

function useSourceData(map: MapLibreMap | null, source: string, data: FeatureCollection) {
  useEffect(() => {
    void map?.getSource<GeoJSONSource>(source)?.setData(data);
  }, [map, source, data]);
}
