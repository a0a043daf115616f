import type { Neighborhood } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";

const WIDTH = 320;
const HEIGHT = 64;
const INSET = 4;

/** The overall score over time as a line; its first, last, lowest and highest values as text. */
export function Sparkline({ card }: { readonly card: Neighborhood }) {
  const { t, locale } = useI18n();
  if (card.history === null) return <p className="text-sm text-ink-faint">{t.card.historyAway}</p>;
  const points = card.history
    .flatMap(({ calculated_at, overall }) =>
      overall === null ? [] : [{ time: Date.parse(calculated_at), overall }],
    )
    .sort((a, b) => a.time - b.time);
  const first = points.at(0);
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.time - first.time < 60_000) {
    return <p className="text-sm text-ink-faint">{t.card.historyNone}</p>;
  }
  const values = points.map((point) => point.overall);
  const low = Math.min(...values);
  const span = Math.max(Math.max(...values) - low, 4);
  const x = (time: number) => INSET + ((time - first.time) / (last.time - first.time)) * (WIDTH - 2 * INSET);
  const y = (overall: number) => HEIGHT - INSET - ((overall - low) / span) * (HEIGHT - 2 * INSET);
  const line = points.map((point) => `${x(point.time).toFixed(1)},${y(point.overall).toFixed(1)}`).join(" ");
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-16 w-full" preserveAspectRatio="none" role="img">
        <title>{t.card.historySpoken(first.overall, last.overall)}</title>
        <polygon points={`${INSET},${HEIGHT} ${line} ${WIDTH - INSET},${HEIGHT}`} fill="var(--fill)" />
        <polyline
          points={line}
          fill="none"
          stroke="var(--ink)"
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="mt-1 flex justify-between text-xs text-ink-faint tabular-nums">
        <span>{day.format(first.time)}</span>
        <span>{day.format(last.time)}</span>
      </figcaption>
    </figure>
  );
}
