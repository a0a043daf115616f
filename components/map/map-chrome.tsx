"use client";

import { List, Plus, RotateCw, WifiOff, X } from "lucide-react";
import type { CityPlaces } from "@/components/api/types";
import { useOnline } from "@/components/hooks/use-online";
import type { useTheme } from "@/components/hooks/use-theme";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LayerBar } from "@/components/layers/layer-bar";
import { ScoreLegend } from "@/components/layers/score-legend";
import { TimeSlider } from "@/components/layers/time-slider";
import { QueueBadge } from "@/components/report/queue-badge";
import { SearchBox } from "@/components/search/search-box";
import { SiteMenu } from "@/components/site/site-menu";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { MapControls } from "./map-controls";
import type { MapHandle, Viewport } from "./map-handle";
import type { OpenPanel } from "./map-panels";
import type { ChangeView } from "./use-view-state";
import type { ViewState } from "./view-state";

interface MapChromeProps {
  readonly view: ViewState;
  readonly changeView: ChangeView;
  readonly cities: readonly CityPlaces[];
  readonly geocoderUrl: string | null;
  readonly counts: Readonly<Record<SignalLayer, number>> | null;
  readonly viewport: Viewport | null;
  readonly handle: MapHandle | null;
  readonly theme: ReturnType<typeof useTheme>;
  readonly waiting: number;
  readonly failure: "map" | "data" | null;
  readonly onRetry: () => void;
  readonly isLocating: boolean;
  readonly replayDays: readonly string[];
  readonly reducedMotion: boolean;
  readonly isReporting: boolean;
  readonly hasPanel: boolean;
  readonly isPicking: boolean;
  readonly onStopPicking: () => void;
  readonly onOpen: (panel: OpenPanel) => void;
  readonly onReport: () => void;
  readonly onLocate: () => void;
}

/** Everything that floats on the map: search, layers, controls, the report button, and messages about the map. */
export function MapChrome(props: MapChromeProps) {
  const { view, changeView, counts, handle, hasPanel } = props;
  const { t } = useI18n();
  const isOnline = useOnline();
  const total = counts === null ? null : view.layers.reduce((sum, layer) => sum + counts[layer], 0);
  return (
    <>
      <header className="pointer-events-none absolute inset-x-0 top-0 z-20 flex flex-col gap-2 pt-[max(0.75rem,env(safe-area-inset-top))] md:flex-row md:items-start md:gap-3 md:p-4">
        <div className="pointer-events-auto mx-3 flex h-13 items-center rounded-full bg-paper-raised pr-2 pl-1 shadow-card md:mx-0 md:h-12 md:w-100 md:shrink-0">
          <SiteMenu theme={props.theme.choice} onTheme={props.theme.choose} />
          <SearchBox
            cities={props.cities}
            geocoderUrl={props.geocoderUrl}
            onChoose={({ position, zoom }) => handle?.flyTo({ center: position, zoom })}
          />
        </div>
        <LayerBar
          enabled={view.layers}
          counts={counts}
          window={view.window}
          onLayers={(layers) => changeView({ layers })}
          onWindow={(window) => changeView({ window })}
          onMore={() => props.onOpen({ kind: "filters" })}
          isReplay={view.day !== null}
          onReplay={() => changeView({ day: view.day === null ? firstReplayDay() : null })}
        />
      </header>

      <div className="pointer-events-none absolute inset-x-0 top-36 z-10 flex flex-col items-center gap-2 px-4 md:top-20">
        {props.isPicking && (
          <Notice>
            {t.card.comparePick}
            <IconButton
              label={t.common.cancel}
              icon={<X size={16} aria-hidden />}
              className="-my-2 -mr-2 size-9"
              onClick={props.onStopPicking}
            />
          </Notice>
        )}
        {!isOnline && (
          <Notice>
            <WifiOff size={16} aria-hidden />
            {t.map.offline}
          </Notice>
        )}
        {isOnline && props.failure === "data" && (
          <Notice>
            <WifiOff size={16} aria-hidden />
            {t.map.failed}
            <Button size="small" icon={<RotateCw size={14} aria-hidden />} onClick={props.onRetry}>
              {t.common.retry}
            </Button>
          </Notice>
        )}
        {props.failure === "map" && (
          <Notice>
            {t.map.failedMap}. {t.map.failedMapText}
          </Notice>
        )}
        {isOnline && props.failure === null && total === 0 && view.layers.length > 0 && !hasPanel && (
          <Notice>
            {t.map.empty}. {t.map.emptyText}
          </Notice>
        )}
        <QueueBadge count={props.waiting} />
      </div>

      <div
        className={cx(
          "pointer-events-none absolute right-3 bottom-[calc(1.25rem+env(safe-area-inset-bottom))] z-10 md:right-4 md:bottom-6",
          hasPanel && "hidden md:block",
        )}
      >
        <MapControls
          bearing={props.viewport?.bearing ?? 0}
          isLocating={props.isLocating}
          onZoom={(steps) => handle?.zoomBy(steps)}
          onNorth={() => handle?.turnNorth()}
          onLocate={props.onLocate}
        />
      </div>

      <div
        className={cx(
          "pointer-events-none absolute inset-x-0 bottom-[calc(1.25rem+env(safe-area-inset-bottom))] z-10 flex flex-col items-center gap-3 px-3 md:bottom-6",
          hasPanel && "hidden md:flex md:pl-100",
          props.isReporting && "md:hidden",
        )}
      >
        {view.day !== null && !props.isReporting && (
          <TimeSlider
            days={props.replayDays}
            day={view.day}
            reducedMotion={props.reducedMotion}
            onDay={(day) => changeView({ day })}
          />
        )}
        {view.day === null && view.mode === "scores" && !props.isReporting && (
          <ScoreLegend score={view.score} onScore={(score) => changeView({ score })} />
        )}
        <div className="flex gap-2">
          <Button
            variant="primary"
            size="large"
            className="pointer-events-auto shadow-float"
            icon={<Plus size={20} strokeWidth={2.6} aria-hidden />}
            onClick={props.onReport}
          >
            {t.report.action}
          </Button>
          <Button
            size="large"
            className="pointer-events-auto bg-paper-raised px-4.5 shadow-float"
            icon={<List size={20} aria-hidden />}
            onClick={() => props.onOpen({ kind: "list" })}
          >
            {t.list.open}
          </Button>
        </div>
      </div>
    </>
  );
}

function Notice({ children }: { readonly children: React.ReactNode }) {
  return (
    <div
      role="status"
      className="pointer-events-auto flex max-w-md animate-fade items-center gap-2.5 rounded-2xl bg-paper-raised px-4 py-2.5 text-sm font-medium shadow-float"
    >
      {children}
    </div>
  );
}

/** The first UTC day of the replay, 29 days before today. */
function firstReplayDay(): string {
  return new Date(Date.now() - 29 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
