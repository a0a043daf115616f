import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import type { Neighborhood } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LAYER_FILL, LayerGlyph } from "@/components/layers/layer-glyph";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { scoreWord } from "./words";

/** The four scores with bar, word, and reports against the week before. */
export function ScoreRows({ card }: { readonly card: Neighborhood }) {
  const { t, locale } = useI18n();
  return (
    <div>
      <ul className="space-y-3.5">
        {SIGNAL_LAYERS.map((layer) => {
          const score = card.scores[layer];
          return (
            <li key={layer}>
              <div className="flex items-center gap-2.5">
                <LayerGlyph layer={layer} size={16} />
                <span className="text-[15px] font-medium">{t.layers[layer]}</span>
                <span className="text-[13px] text-ink-faint">{t.card.words[scoreWord(score)]}</span>
                <span className="ml-auto text-[15px] font-semibold tabular-nums">
                  {score === null ? "–" : score.toLocaleString(locale, { minimumFractionDigits: 1 })}
                </span>
              </div>
              <div className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-fill">
                <div
                  className={`h-full rounded-full transition-[width] duration-500 ${LAYER_FILL[layer]}`}
                  style={{ width: `${score ?? 0}%` }}
                />
              </div>
              <Trend change={card.trend?.[layer]} layer={layer} />
            </li>
          );
        })}
      </ul>
      {card.trend !== null && <p className="mt-2 text-xs text-ink-faint">{t.card.trendNote}</p>}
    </div>
  );
}

interface TrendProps {
  readonly change: { readonly current: number; readonly previous: number } | undefined;
  readonly layer: SignalLayer;
}

function Trend({ change }: TrendProps) {
  const { t } = useI18n();
  if (change === undefined || change.current + change.previous === 0) return null;
  const difference = change.current - change.previous;
  const Icon = difference > 0 ? ArrowUp : difference < 0 ? ArrowDown : Minus;
  const text =
    difference > 0
      ? t.card.trendUp(difference)
      : difference < 0
        ? t.card.trendDown(-difference)
        : t.card.trendSame;
  return (
    <p className="mt-1 flex items-center gap-1 text-xs text-ink-faint">
      <Icon size={12} aria-hidden />
      {text}
    </p>
  );
}
