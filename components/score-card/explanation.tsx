import type { Neighborhood } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LayerGlyph } from "@/components/layers/layer-glyph";
import { useCategoryText } from "@/components/layers/use-category-text";

const SHOWN = 8;

/** Which reports move the score, and by how many points. */
export function Explanation({ card }: { readonly card: Neighborhood }) {
  const { t } = useI18n();
  const text = useCategoryText();
  const categoryOf = new Map(card.recent_reports.map((report) => [report.id, report.category]));
  const strongest = card.explanation
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, SHOWN);
  if (strongest.length === 0) return null;
  return (
    <details className="group mt-7">
      <summary className="flex min-h-11 items-center justify-between rounded-xl text-[15px] font-semibold [&::-webkit-details-marker]:hidden">
        {t.card.why}
        <span aria-hidden="true" className="text-ink-faint transition-transform group-open:rotate-90">
          ›
        </span>
      </summary>
      <p className="text-sm text-ink-soft">{t.card.whyText}</p>
      <ul className="mt-3 space-y-2">
        {strongest.map((entry) => {
          const category = categoryOf.get(entry.report_id);
          return (
            <li key={entry.report_id} className="flex items-center gap-2.5 text-sm">
              <LayerGlyph layer={entry.layer} size={14} />
              <span className="min-w-0 flex-1 truncate">
                {category === undefined ? t.layers[entry.layer] : text(category).label}
              </span>
              <span className="font-semibold tabular-nums">{t.card.points(entry.effect)}</span>
            </li>
          );
        })}
      </ul>
      <p className="mt-3 text-xs text-ink-faint">{t.card.model(card.model)}</p>
    </details>
  );
}
