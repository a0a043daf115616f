"use client";

import type { CityPlaces, Cluster } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { FilterPanel } from "@/components/layers/filter-panel";
import { ListPanel } from "@/components/list/list-panel";
import { type DraftReport, ReportPanel } from "@/components/report/report-panel";
import { ComparePanel } from "@/components/score-card/compare-panel";
import { ScoreCard } from "@/components/score-card/score-card";
import { type SignalRef, SignalsPanel } from "@/components/score-card/signals-panel";
import { useToast } from "@/components/ui/toast";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Position } from "@/lib/geo/bbox";
import { geohashCenter, isGeohash } from "@/lib/geo/geohash";
import type { ChangeView } from "./use-view-state";
import { type ViewState, viewUrl } from "./view-state";

/** What lies open over the map besides the score card, which is part of the address. */
export type OpenPanel =
  | { readonly kind: "none" | "list" | "report" | "filters" }
  | { readonly kind: "signals"; readonly signals: readonly SignalRef[] };

interface MapPanelsProps {
  readonly open: OpenPanel;
  readonly setOpen: (panel: OpenPanel) => void;
  /** True while a second cell is being chosen. */
  readonly isPicking: boolean;
  readonly onCompare: () => void;
  readonly view: ViewState;
  readonly changeView: ChangeView;
  readonly clusters: readonly Cluster[];
  readonly cities: readonly CityPlaces[];
  readonly revision: number;
  readonly position: Position;
  readonly placeName: string | null;
  readonly cityName: (cityId: string) => string | null;
  readonly lastLayer: SignalLayer;
  readonly onLayer: (layer: SignalLayer) => void;
  readonly onOpenCell: (geohash: string) => void;
  readonly onReportAt: (position: Position) => void;
  readonly onSend: (draft: DraftReport) => void;
}

const NONE: OpenPanel = { kind: "none" };

/** The one panel that is open, if any. */
export function MapPanels(props: MapPanelsProps) {
  const { open, setOpen, view, changeView } = props;
  const { t } = useI18n();
  const toast = useToast();
  const close = () => setOpen(NONE);

  const share = async (name: string) => {
    const url = new URL(viewUrl(view), window.location.origin).href;
    try {
      if (navigator.share !== undefined && window.matchMedia("(pointer: coarse)").matches) {
        await navigator.share({ title: `${name} · Stratum`, url });
        return;
      }
      await navigator.clipboard.writeText(url);
      toast({ text: t.card.shared });
    } catch {
      // The reader closed the share sheet, or the clipboard is blocked: the address bar has the same link.
    }
  };

  switch (open.kind) {
    case "report":
      return (
        <ReportPanel
          position={props.position}
          placeName={props.placeName}
          firstLayer={props.lastLayer}
          onLayer={props.onLayer}
          onSend={props.onSend}
          onClose={close}
        />
      );
    case "list":
      return (
        <ListPanel
          clusters={props.clusters}
          layers={view.layers}
          cities={props.cities}
          onChoose={props.onOpenCell}
          onClose={close}
        />
      );
    case "filters":
      return <FilterPanel view={view} changeView={changeView} onClose={close} />;
    case "signals":
      return <SignalsPanel signals={open.signals} onOpenCell={props.onOpenCell} onClose={close} />;
    default:
  }

  const { cell, versus } = view;
  if (cell === null || props.isPicking) return null;
  const leave = () => changeView({ cell: null, versus: null });
  if (versus !== null) {
    return (
      <ComparePanel
        cells={[cell, versus]}
        cityName={props.cityName}
        onClose={leave}
        onStop={() => changeView({ versus: null })}
      />
    );
  }
  return (
    <ScoreCard
      geohash={cell}
      version={props.revision}
      cityName={props.cityName}
      onClose={leave}
      onCompare={props.onCompare}
      onReport={() => isGeohash(cell) && props.onReportAt(geohashCenter(cell))}
      onShare={(name) => void share(name)}
    />
  );
}
