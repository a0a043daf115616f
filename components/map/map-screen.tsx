"use client";

import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { fetchPlaces } from "@/components/api/client";
import type { PublicCity } from "@/components/api/types";
import { type Arrival, useLive } from "@/components/api/use-live";
import { REDUCED_MOTION, useMediaQuery, WIDE } from "@/components/hooks/use-media-query";
import { useOnline } from "@/components/hooks/use-online";
import { useResource } from "@/components/hooks/use-resource";
import { useRevision } from "@/components/hooks/use-revision";
import { useTheme } from "@/components/hooks/use-theme";
import { useI18n } from "@/components/i18n/i18n-provider";
import { useCategoryText } from "@/components/layers/use-category-text";
import { useReporting } from "@/components/report/use-reporting";
import { useToast } from "@/components/ui/toast";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Position } from "@/lib/geo/bbox";
import { encodeGeohash, geohashCenter, isGeohash } from "@/lib/geo/geohash";
import { cellFeatures, type ShownCell } from "./cell-features";
import { MapCanvas } from "./map-canvas";
import { MapChrome } from "./map-chrome";
import type { MapHandle, Viewport } from "./map-handle";
import { MapPanels, type OpenPanel } from "./map-panels";
import { cityNear, placeName } from "./place-names";
import { ownPosition, rememberCamera, startCamera } from "./start-camera";
import { tileUrl } from "./tile-url";
import { useClusters } from "./use-clusters";
import { useReplay } from "./use-replay";
import { useScoreCells } from "./use-score-cells";
import { useViewState } from "./use-view-state";

const REPORT_ZOOM = 17;
const OWN_PLACE_ZOOM = 14.5;
const PADDING_NONE = { top: 0, bottom: 0, left: 0, right: 0 };
const PADDING_WIDE = { ...PADDING_NONE, left: 416 };

interface MapScreenProps {
  readonly startCities: readonly PublicCity[];
  readonly styleUrl: string;
  readonly geocoderUrl: string | null;
}

/** Holds what the screen shows and wires its parts: map, chrome around it, panels over it. */
export function MapScreen({ startCities, styleUrl, geocoderUrl }: MapScreenProps) {
  const { t } = useI18n();
  const toast = useToast();
  const categoryText = useCategoryText();
  const theme = useTheme();
  const isWide = useMediaQuery(WIDE);
  const reducedMotion = useMediaQuery(REDUCED_MOTION);
  const [view, changeView] = useViewState();
  const [start] = useState(() =>
    view.camera === null ? startCamera(view.cell, startCities) : { camera: view.camera, isGuess: false },
  );
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [viewport, setViewport] = useState<Viewport | null>(null);
  const [open, setOpen] = useState<OpenPanel>({ kind: "none" });
  const [isPicking, setPicking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [isLocating, setLocating] = useState(false);
  const [lastLayer, setLastLayer] = useState<SignalLayer>("safety");

  const revision = useRevision();
  const isOnline = useOnline();
  const retry = useEffectEvent(() => {
    if (inView.failed) revision.touch();
  });
  useEffect(() => {
    if (isOnline) retry();
  }, [isOnline]);

  const places = useResource("places", fetchPlaces);
  const cities = useMemo(() => places.data?.cities ?? [], [places.data]);
  const inView = useClusters(viewport, view, revision.value);
  const reporting = useReporting({ onChanged: revision.expect });

  useLive(viewport?.bbox ?? null, {
    onArrivals: (arrivals: readonly Arrival[]) => {
      for (const arrival of arrivals) {
        if (isGeohash(arrival.geohash)) handle?.pulse(geohashCenter(arrival.geohash), arrival.layer);
      }
      const [first] = arrivals;
      if (first !== undefined) setAnnouncement(t.live.arrived(categoryText(first.category).label));
    },
    onChange: revision.touch,
  });
  const [announcement, setAnnouncement] = useState("");

  const onView = useCallback(
    (next: Viewport) => {
      setViewport(next);
      const camera = { lat: next.lat, lng: next.lng, zoom: next.zoom };
      changeView({ camera });
      rememberCamera(camera);
    },
    [changeView],
  );

  const isPlacing = open.kind === "report";
  const center: Position = viewport === null ? [0, 0] : [viewport.lng, viewport.lat];

  const startReport = async (at: Position | null) => {
    setOpen({ kind: "report" });
    setPicking(false);
    changeView({ cell: null, versus: null });
    const zoom = Math.max(viewport?.zoom ?? REPORT_ZOOM, REPORT_ZOOM);
    if (at !== null) {
      handle?.flyTo({ center: at, zoom });
      return;
    }
    const own = await ownPosition(false);
    const isNear = own !== null && "coords" in own;
    handle?.flyTo({ center: isNear ? [own.coords.longitude, own.coords.latitude] : center, zoom });
  };

  const goToOwnPlace = async (map: MapHandle) => {
    const own = await ownPosition(false);
    if (own === null || "code" in own) return;
    const position: Position = [own.coords.longitude, own.coords.latitude];
    map.showLocation(position);
    map.flyTo({ center: position, zoom: OWN_PLACE_ZOOM });
  };

  const locate = async () => {
    setLocating(true);
    const own = await ownPosition(true);
    setLocating(false);
    if (own === null || "code" in own) {
      toast({ text: own?.code === 1 ? t.map.locateDenied : t.map.locateFailed, tone: "error" });
      return;
    }
    const position: Position = [own.coords.longitude, own.coords.latitude];
    handle?.showLocation(position);
    handle?.flyTo({ center: position, zoom: Math.max(viewport?.zoom ?? 0, 15) });
  };

  const openCell = (geohash: string) => {
    if (!isGeohash(geohash)) return;
    if (geohash.length < 4) {
      handle?.flyTo({ center: geohashCenter(geohash), zoom: (viewport?.zoom ?? 3) + 3 });
      return;
    }
    const cell = geohash.slice(0, 6);
    if (isPicking && cell !== view.cell) changeView({ versus: cell });
    else changeView({ cell, versus: null });
    setPicking(false);
    setOpen({ kind: "none" });
  };

  const draftCell = isPlacing && viewport !== null ? encodeGeohash(center, 8) : null;
  const cells = useMemo(
    (): readonly ShownCell[] => [
      ...(view.cell === null ? [] : [{ geohash: view.cell, kind: "selected" as const }]),
      ...(view.versus === null ? [] : [{ geohash: view.versus, kind: "versus" as const }]),
      ...(draftCell === null ? [] : [{ geohash: draftCell, kind: "draft" as const }]),
    ],
    [view.cell, view.versus, draftCell],
  );
  const isReplay = view.day !== null;
  const shown = useMemo(
    () => ({ layers: view.layers, mode: view.mode, score: view.score, isReplay }),
    [view.layers, view.mode, view.score, isReplay],
  );
  const scores = useScoreCells(viewport, view.mode === "scores", revision.value);
  const replay = useReplay(viewport, view.day);
  const data = useMemo(
    () => ({
      tileUrl: tileUrl(view),
      own: reporting.own,
      cells: cellFeatures(cells),
      scores,
      replay: replay.features,
    }),
    [view, reporting.own, cells, scores, replay.features],
  );
  const hasPanel = open.kind !== "none" || (view.cell !== null && !isPicking);
  const padding = useMemo(() => {
    if (!hasPanel) return PADDING_NONE;
    return isWide
      ? PADDING_WIDE
      : { ...PADDING_NONE, top: 110, bottom: Math.round(window.innerHeight * 0.54) };
  }, [hasPanel, isWide]);

  return (
    <div className="fixed inset-0 overflow-hidden">
      <MapCanvas
        label={t.map.label}
        initialCamera={start.camera}
        theme={theme.resolved}
        styleUrl={styleUrl}
        shown={shown}
        data={data}
        revision={revision.value}
        isPlacing={isPlacing}
        padding={padding}
        reducedMotion={reducedMotion}
        onReady={(ready) => {
          setHandle(ready);
          if (start.isGuess) void goToOwnPlace(ready);
        }}
        onView={onView}
        onCell={openCell}
        onSignals={(signals) => setOpen({ kind: "signals", signals })}
        onPress={(position) => void startReport(position)}
        onFailure={() => setFailed(true)}
      />
      <MapChrome
        view={view}
        changeView={changeView}
        cities={cities}
        geocoderUrl={geocoderUrl}
        counts={inView.counts}
        viewport={viewport}
        handle={handle}
        theme={theme}
        waiting={reporting.waiting.length}
        failure={hasFailed ? "map" : inView.failed ? "data" : null}
        onRetry={inView.reload}
        isLocating={isLocating}
        replayDays={replay.days}
        reducedMotion={reducedMotion}
        isReporting={isPlacing}
        hasPanel={hasPanel}
        isPicking={isPicking}
        onStopPicking={() => setPicking(false)}
        onOpen={setOpen}
        onReport={() => void startReport(null)}
        onLocate={() => void locate()}
      />
      <MapPanels
        open={open}
        setOpen={setOpen}
        isPicking={isPicking}
        onCompare={() => setPicking(true)}
        view={view}
        changeView={changeView}
        clusters={inView.clusters}
        cities={cities}
        revision={revision.value}
        position={center}
        placeName={viewport === null ? null : placeName(center, cities)}
        cityName={(id) =>
          cities.find((city) => city.id === id)?.name ?? cityNear(center, cities)?.name ?? null
        }
        lastLayer={lastLayer}
        onLayer={setLastLayer}
        onOpenCell={openCell}
        onReportAt={(position) => void startReport(position)}
        onSend={(draft) => {
          setOpen({ kind: "none" });
          setLastLayer(draft.category.layer);
          handle?.pulse(center, draft.category.layer);
          void reporting.send(center, draft);
        }}
      />
      <output className="sr-only">{announcement}</output>
    </div>
  );
}
