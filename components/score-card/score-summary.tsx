import type { Neighborhood } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { cx } from "@/components/ui/cx";
import { confidenceWord, scoreWord } from "./words";

const TURN = 2 * Math.PI * 42;

/** The overall score in a ring, what it rests on, and where it stands in the city. */
export function ScoreSummary({ card, city }: { readonly card: Neighborhood; readonly city: string | null }) {
  const { t, locale } = useI18n();
  const { overall } = card.scores;
  const word = confidenceWord(card.confidence);
  const level = { high: 3, medium: 2, low: 1 }[word];
  return (
    <div className="flex items-center gap-5">
      <div className="relative size-28 shrink-0">
        <svg viewBox="0 0 100 100" className="size-full -rotate-90" aria-hidden="true">
          <circle cx="50" cy="50" r="42" fill="none" stroke="var(--fill)" strokeWidth="8" />
          {overall !== null && (
            <circle
              cx="50"
              cy="50"
              r="42"
              fill="none"
              stroke="var(--ink)"
              strokeWidth="8"
              strokeLinecap="round"
              strokeDasharray={`${(overall / 100) * TURN} ${TURN}`}
              className="transition-[stroke-dasharray] duration-500"
            />
          )}
        </svg>
        <div className="absolute inset-0 grid place-content-center text-center">
          <div className="text-3xl leading-none font-bold tracking-tight tabular-nums">
            {overall === null ? "–" : overall.toLocaleString(locale, { minimumFractionDigits: 1 })}
          </div>
          <div className="mt-1 text-[11px] font-medium text-ink-faint">{t.card.outOf}</div>
        </div>
      </div>
      <div className="min-w-0 space-y-1.5">
        <p className="text-lg leading-tight font-semibold">{t.card.words[scoreWord(overall)]}</p>
        {card.rank !== null && city !== null && (
          <p className="text-sm text-ink-soft">{t.card.rank(card.rank.position, card.rank.of, city)}</p>
        )}
        <p className="text-sm text-ink-soft">
          {t.card.basedOn(card.report_count)}
          {card.report_count_7d > 0 && <>, {t.card.lastWeek(card.report_count_7d)}</>}
        </p>
        <p className="flex items-center gap-2 text-sm text-ink-soft">
          <span aria-hidden="true" className="flex gap-1">
            {[1, 2, 3].map((step) => (
              <span
                key={step}
                className={cx("h-1.5 w-3.5 rounded-full", step <= level ? "bg-ink" : "bg-fill-strong")}
              />
            ))}
          </span>
          {t.card.confidenceWords[word]}
        </p>
      </div>
    </div>
  );
}
