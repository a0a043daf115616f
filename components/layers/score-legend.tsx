"use client";

import { useI18n } from "@/components/i18n/i18n-provider";
import { SCORE_RAMP } from "@/components/map/score-layers";
import { SCORE_NAMES, type ScoreName } from "@/components/map/view-state";

interface ScoreLegendProps {
  readonly score: ScoreName;
  readonly onScore: (score: ScoreName) => void;
}

const GRADIENT = `linear-gradient(90deg, ${SCORE_RAMP.map(([at, color]) => `${color} ${at}%`).join(", ")})`;

/** Which score shades the cells, and what the colours mean. */
export function ScoreLegend({ score, onScore }: ScoreLegendProps) {
  const { t } = useI18n();
  return (
    <div className="pointer-events-auto w-full max-w-xs animate-fade rounded-2xl bg-paper-raised p-3 shadow-float">
      <select
        aria-label={t.views.scoreShown}
        value={score}
        onChange={(event) => {
          const next = SCORE_NAMES.find((name) => name === event.target.value);
          if (next !== undefined) onScore(next);
        }}
        className="mb-2 min-h-9 w-full rounded-lg bg-fill px-2.5 text-sm font-semibold"
      >
        {SCORE_NAMES.map((name) => (
          <option key={name} value={name}>
            {name === "overall" ? t.card.overall : t.layers[name]}
          </option>
        ))}
      </select>
      <div className="h-2 rounded-full" style={{ background: GRADIENT }} />
      <div className="mt-1 flex justify-between text-[11px] text-ink-faint">
        <span>{t.views.low}</span>
        <span>{t.views.high}</span>
      </div>
      <p className="mt-1 text-[11px] text-ink-faint">{t.views.faint}</p>
    </div>
  );
}
