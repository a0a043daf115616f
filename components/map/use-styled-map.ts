import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { chooseStyle } from "./basemap/choose-style";
import { onTilesFailing } from "./basemap/tiles-failing";
import { addSignalLayers, applySignalLayers, type MapData } from "./install-layers";
import { SOURCES } from "./layer-ids";
import { type Palette, readPalette } from "./palette";
import type { SignalStyle } from "./signal-layers";

export interface StyledMapOptions {
  /** Resolved theme; the map restyles when it changes. */
  readonly theme: "light" | "dark";
  /** Style document of a tile server; without one that answers, the embedded basemap is shown. */
  readonly styleUrl: string;
  readonly shown: Omit<SignalStyle, "palette">;
  readonly data: MapData;
  /** The signal tiles are loaded anew whenever this grows. */
  readonly revision: number;
}

/** Gives the map its ground and our layers, and brings every change to them. */
export function useStyledMap(map: MapLibreMap | null, options: StyledMapOptions): void {
  const { theme, styleUrl, shown, data, revision } = options;
  const [haveTilesFailed, setTilesFailed] = useState(false);
  const isUnreachable = useRef(false);
  const [styled, setStyled] = useState<MapLibreMap | null>(null);
  const install = useEffectEvent((current: MapLibreMap, palette: Palette) =>
    addSignalLayers(current, { ...shown, palette }, data),
  );

  useEffect(() => {
    if (map === null) return;
    let isCurrent = true;
    let stopWatch = () => {};
    const remoteUrl = haveTilesFailed || isUnreachable.current ? null : styleUrl;
    const { origin } = window.location;
    void chooseStyle({ styleUrl: remoteUrl, theme, baseUrl: origin, fetch: window.fetch.bind(window) }).then(
      ({ style, isRemote }) => {
        if (!isCurrent) return;
        setStyled(null);
        map.once("style.load", () => {
          if (!isCurrent) return;
          install(map, readPalette());
          setStyled(map);
        });
        map.setStyle(style, { diff: false });
        // Its style did not come: the next theme need not wait for it again.
        isUnreachable.current = !isRemote;
        if (!isRemote) return;
        const fallBack = () => setTilesFailed(true);
        stopWatch = onTilesFailing(map, fallBack, { sourceIds: Object.keys(style.sources) });
      },
    );
    return () => {
      isCurrent = false;
      stopWatch();
    };
  }, [map, theme, styleUrl, haveTilesFailed]);

  useEffect(() => {
    if (styled !== null) applySignalLayers(styled, { ...shown, palette: readPalette() });
  }, [styled, shown]);

  useEffect(() => {
    styled?.getSource<VectorTileSource>(SOURCES.tiles)?.setTiles([data.tileUrl]);
  }, [styled, data.tileUrl]);

  useEffect(() => {
    if (revision > 0 && styled?.getSource(SOURCES.tiles) !== undefined) styled.refreshTiles(SOURCES.tiles);
  }, [styled, revision]);

  useSourceData(styled, SOURCES.own, data.own);
  useSourceData(styled, SOURCES.cells, data.cells);
  useSourceData(styled, SOURCES.scores, data.scores);
  useSourceData(styled, SOURCES.replay, data.replay);
}

function useSourceData(map: MapLibreMap | null, source: string, data: FeatureCollection) {
  useEffect(() => {
    void map?.getSource<GeoJSONSource>(source)?.setData(data);
  }, [map, source, data]);
}
