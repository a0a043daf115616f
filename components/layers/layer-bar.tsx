"use client";

import { History, SlidersHorizontal } from "lucide-react";
import { useI18n } from "@/components/i18n/i18n-provider";
import { TIME_WINDOWS, type TimeWindow } from "@/components/map/view-state";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { LayerGlyph } from "./layer-glyph";

interface LayerBarProps {
  readonly enabled: readonly SignalLayer[];
  /** Signals in view per layer; null while they are not known. */
  readonly counts: Readonly<Record<SignalLayer, number>> | null;
  readonly window: TimeWindow;
  readonly onLayers: (layers: readonly SignalLayer[]) => void;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onMore: () => void;
  readonly isReplay: boolean;
  readonly onReplay: () => void;
}

/** The four layers with their live counts, and how far back to look. Scrolls sideways on a phone. */
export function LayerBar({
  enabled,
  counts,
  window,
  onLayers,
  onWindow,
  onMore,
  isReplay,
  onReplay,
}: LayerBarProps) {
  const { t, locale } = useI18n();
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  return (
    <div className="no-scrollbar pointer-events-auto -my-2 flex items-center gap-2 overflow-x-auto px-3 py-2 md:flex-wrap md:px-0">
      <fieldset className="contents">
        <legend className="sr-only">{t.layers.heading}</legend>
        {SIGNAL_LAYERS.map((layer) => {
          const isOn = enabled.includes(layer);
          return (
            <Chip
              key={layer}
              pressed={isOn}
              onPressedChange={(on) =>
                onLayers(SIGNAL_LAYERS.filter((l) => (l === layer ? on : enabled.includes(l))))
              }
              icon={<LayerGlyph layer={layer} hollow={!isOn} />}
              label={t.layers.toggle(t.layers[layer], counts?.[layer] ?? 0)}
              detail={counts === null ? undefined : compact.format(counts[layer])}
            >
              {t.layers[layer]}
            </Chip>
          );
        })}
      </fieldset>
      <Segmented
        label={t.windows.heading}
        value={window}
        onChange={onWindow}
        options={TIME_WINDOWS.map((value) => ({
          value,
          label: t.windows.short[value],
          spoken: t.windows.long[value],
        }))}
        className="shrink-0 bg-paper-raised shadow-card"
      />
      <IconButton
        label={t.time.replay}
        aria-pressed={isReplay}
        icon={<History size={18} aria-hidden />}
        look="floating"
        className="size-10"
        onClick={onReplay}
      />
      <IconButton
        label={t.views.more}
        icon={<SlidersHorizontal size={18} aria-hidden />}
        look="floating"
        className="size-10"
        onClick={onMore}
      />
    </div>
  );
}
