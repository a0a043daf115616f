"use client";

import { fetchNeighborhood } from "@/components/api/client";
import type { Neighborhood } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LAYER_FILL, LayerGlyph } from "@/components/layers/layer-glyph";
import { SCORE_NAMES, type ScoreName } from "@/components/map/view-state";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";

interface ComparePanelProps {
  readonly cells: readonly [string, string];
  readonly cityName: (cityId: string) => string | null;
  readonly onClose: () => void;
  readonly onStop: () => void;
}

/** Two cells side by side, score by score; the better of each pair stands out. */
export function ComparePanel({ cells, cityName, onClose, onStop }: ComparePanelProps) {
  const { t, locale } = useI18n();
  const { data, error, reload } = useResource(cells.join(), (signal) =>
    Promise.all(cells.map((cell) => fetchNeighborhood(cell, signal))),
  );
  const [left, right] = data ?? [];
  const nameOf = (card: Neighborhood) => card.name ?? cityName(card.city_id) ?? t.card.unnamed;
  const number = (value: number | null) =>
    value === null ? "–" : value.toLocaleString(locale, { minimumFractionDigits: 1 });
  return (
    <Panel
      title={t.card.compare}
      closeLabel={t.card.close}
      onClose={onClose}
      focusKey={cells.join()}
      footer={
        <Button className="w-full" onClick={onStop}>
          {t.card.compareStop}
        </Button>
      }
    >
      {error !== null ? (
        <EmptyState title={t.card.failed} action={<Button onClick={reload}>{t.common.retry}</Button>} />
      ) : left === undefined || right === undefined ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <table className="w-full table-fixed border-collapse text-left">
          <thead>
            <tr className="align-bottom">
              {[left, right].map((card) => (
                <th key={card.geohash} scope="col" className="w-1/2 pr-3 pb-3">
                  <span className="block text-[15px] leading-tight font-semibold">{nameOf(card)}</span>
                  <span className="mt-0.5 block text-xs font-normal text-ink-faint">
                    {t.card.basedOn(card.report_count)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {SCORE_NAMES.map((name) => (
            <tbody key={name}>
              <tr>
                <th
                  colSpan={2}
                  scope="rowgroup"
                  className="border-t border-line pt-3 text-[13px] font-medium"
                >
                  <span className="flex items-center gap-2">
                    {name !== "overall" && <LayerGlyph layer={name} size={14} />}
                    {name === "overall" ? t.card.overall : t.layers[name]}
                  </span>
                </th>
              </tr>
              <tr>
                {[[left, right] as const, [right, left] as const].map(([card, other]) => (
                  <td key={card.geohash} className="pt-1 pr-3 pb-3">
                    <span
                      className={cx(
                        "text-xl tabular-nums",
                        isBetter(card, other, name) ? "font-bold" : "font-medium text-ink-soft",
                      )}
                    >
                      {number(card.scores[name])}
                    </span>
                    <span className="mt-1 block h-1.5 overflow-hidden rounded-full bg-fill">
                      <span
                        className={cx(
                          "block h-full rounded-full",
                          name === "overall" ? "bg-ink" : LAYER_FILL[name],
                        )}
                        style={{ width: `${card.scores[name] ?? 0}%` }}
                      />
                    </span>
                  </td>
                ))}
              </tr>
            </tbody>
          ))}
        </table>
      )}
    </Panel>
  );
}

function isBetter(card: Neighborhood, other: Neighborhood, name: ScoreName): boolean {
  return (card.scores[name] ?? -1) > (other.scores[name] ?? -1);
}
