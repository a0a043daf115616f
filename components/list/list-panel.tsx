"use client";

import { ChevronRight, MapPinOff } from "lucide-react";
import { useMemo, useState } from "react";
import type { CityPlaces, Cluster } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LAYER_FILL, LayerGlyph } from "@/components/layers/layer-glyph";
import { placeName } from "@/components/map/place-names";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import type { SignalLayer } from "@/lib/catalogue/catalogue";

interface ListPanelProps {
  readonly clusters: readonly Cluster[];
  readonly layers: readonly SignalLayer[];
  readonly cities: readonly CityPlaces[];
  readonly onChoose: (geohash: string) => void;
  readonly onClose: () => void;
}

const PAGE = 25;

/** What the map shows, as a list: the way to it without a pointer, and for who prefers to read. */
export function ListPanel({ clusters, layers, cities, onChoose, onClose }: ListPanelProps) {
  const { t } = useI18n();
  const [shown, setShown] = useState(PAGE);
  const rows = useMemo(
    () =>
      clusters
        .map((cluster) => {
          const counts = layers.map((layer) => ({ layer, count: cluster.properties[layer] }));
          return { cluster, counts, total: counts.reduce((sum, each) => sum + each.count, 0) };
        })
        .filter((row) => row.total > 0)
        .sort((a, b) => b.total - a.total),
    [clusters, layers],
  );
  const total = rows.reduce((sum, row) => sum + row.total, 0);

  return (
    <Panel
      title={t.list.title}
      eyebrow={t.map.inView(total)}
      closeLabel={t.list.close}
      onClose={onClose}
      focusKey="list"
      startHeight="tall"
    >
      <p className="sr-only">{t.list.instructions}</p>
      {rows.length === 0 ? (
        <EmptyState icon={<MapPinOff size={26} aria-hidden />} title={t.map.empty} text={t.list.empty} />
      ) : (
        <ul className="-mx-2">
          {rows.slice(0, shown).map(({ cluster, counts, total: count }) => {
            const { geohash } = cluster.properties;
            const [top] = counts.toSorted((a, b) => b.count - a.count);
            const name = placeName(cluster.geometry.coordinates, cities) ?? t.card.unnamed;
            return (
              <li key={geohash}>
                <button
                  type="button"
                  onClick={() => onChoose(geohash)}
                  className="flex w-full items-center gap-3 rounded-2xl px-2 py-2.5 text-left hover:bg-fill"
                >
                  <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-fill">
                    {top !== undefined && <LayerGlyph layer={top.layer} size={20} />}
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate text-[15px] font-semibold">{name}</span>
                    <span className="block text-[13px] text-ink-faint">
                      {t.list.signals(count)}
                      {top !== undefined && `, ${t.list.mostly(t.layers[top.layer])}`}
                    </span>
                    <span aria-hidden="true" className="mt-1.5 flex h-1 gap-0.5 overflow-hidden rounded-full">
                      {counts.map((each) =>
                        each.count === 0 ? null : (
                          <span
                            key={each.layer}
                            className={LAYER_FILL[each.layer]}
                            style={{ flexGrow: each.count }}
                          />
                        ),
                      )}
                    </span>
                  </span>
                  <ChevronRight size={18} aria-hidden className="shrink-0 text-ink-faint" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {rows.length > shown && (
        <Button variant="secondary" className="mt-3 w-full" onClick={() => setShown(shown + PAGE)}>
          {t.common.more}
        </Button>
      )}
    </Panel>
  );
}
