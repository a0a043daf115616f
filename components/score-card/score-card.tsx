"use client";

import { CloudOff, Columns2, PlusCircle, Share2 } from "lucide-react";
import { fetchNeighborhood } from "@/components/api/client";
import type { Neighborhood } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { useI18n } from "@/components/i18n/i18n-provider";
import { iconNamed } from "@/components/layers/category-icons";
import { LAYER_TEXT } from "@/components/layers/layer-glyph";
import { useCategoryText } from "@/components/layers/use-category-text";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { findCategory } from "@/lib/catalogue/catalogue";
import { Explanation } from "./explanation";
import { ScoreRows } from "./score-rows";
import { ScoreSummary } from "./score-summary";
import { Section } from "./section";
import { SignalItem } from "./signal-item";
import { Sparkline } from "./sparkline";

interface ScoreCardProps {
  readonly geohash: string;
  /** Grows when something has changed in the cell, so that the card loads anew. */
  readonly version: number;
  readonly cityName: (cityId: string) => string | null;
  readonly onClose: () => void;
  readonly onCompare: () => void;
  readonly onReport: () => void;
  readonly onShare: (name: string) => void;
}

/** Everything about one cell: scores, what they rest on, what was seen, and what to do next. */
export function ScoreCard(props: ScoreCardProps) {
  const { geohash, version, cityName, onClose } = props;
  const { t } = useI18n();
  const { data, error, isLoading, reload } = useResource(`${geohash}/${version}`, (signal) =>
    fetchNeighborhood(geohash, signal),
  );
  const card = data?.geohash === geohash ? data : null;
  const city = card === null ? null : cityName(card.city_id);

  return (
    <Panel
      title={
        card === null ? (isLoading ? t.card.loading : t.card.label) : (card.name ?? city ?? t.card.unnamed)
      }
      eyebrow={card !== null && card.name !== null && city !== null ? city : undefined}
      closeLabel={t.card.close}
      onClose={onClose}
      focusKey={geohash}
      footer={card === null ? undefined : <Actions {...props} name={card.name ?? city ?? t.card.unnamed} />}
    >
      {card !== null ? (
        <CardBody card={card} city={city} />
      ) : error !== null ? (
        <EmptyState
          icon={<CloudOff size={26} aria-hidden />}
          title={t.card.failed}
          action={<Button onClick={reload}>{t.common.retry}</Button>}
        />
      ) : (
        <CardSkeleton />
      )}
    </Panel>
  );
}

function Actions({ name, onReport, onCompare, onShare }: ScoreCardProps & { readonly name: string }) {
  const { t } = useI18n();
  return (
    <div className="flex gap-2">
      <Button
        variant="primary"
        className="flex-1"
        icon={<PlusCircle size={18} aria-hidden />}
        onClick={onReport}
      >
        {t.card.reportHere}
      </Button>
      <Button icon={<Columns2 size={18} aria-hidden />} onClick={onCompare} className="px-3.5">
        {t.card.compare}
      </Button>
      <IconButton
        label={t.card.share}
        icon={<Share2 size={18} aria-hidden />}
        onClick={() => onShare(name)}
        className="bg-fill"
      />
    </div>
  );
}

function CardBody({ card, city }: { readonly card: Neighborhood; readonly city: string | null }) {
  const { t } = useI18n();
  const text = useCategoryText();
  if (card.report_count === 0) return <EmptyState title={t.card.noScore} text={t.card.noScoreText} />;
  return (
    <div className="animate-fade pt-1">
      <ScoreSummary card={card} city={city} />
      <div className="mt-6">
        <ScoreRows card={card} />
      </div>
      <Section title={t.card.history}>
        <Sparkline card={card} />
      </Section>
      <Section title={t.card.categories}>
        <ul className="flex flex-wrap gap-2">
          {card.categories.slice(0, 6).map(({ category, count }) => {
            const known = findCategory(category);
            const Icon = iconNamed(known?.icon ?? "");
            return (
              <li
                key={category}
                className="inline-flex min-h-9 items-center gap-2 rounded-full bg-fill px-3 text-[13px] font-medium"
              >
                <Icon size={15} aria-hidden className={known === undefined ? "" : LAYER_TEXT[known.layer]} />
                {text(category).label}
                <span className="text-ink-faint tabular-nums">{count}</span>
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={t.card.recent}>
        {card.recent_reports.length === 0 ? (
          <p className="text-sm text-ink-faint">{t.card.recentNone}</p>
        ) : (
          <ul>
            {card.recent_reports.map((report) => (
              <SignalItem key={report.id} report={report} />
            ))}
          </ul>
        )}
      </Section>
      <Explanation card={card} />
    </div>
  );
}

function CardSkeleton() {
  return (
    <div className="space-y-4 pt-1">
      <div className="flex items-center gap-5">
        <Skeleton className="size-28 rounded-full" />
        <div className="flex-1 space-y-2.5">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-32" />
        </div>
      </div>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="h-9 w-full" />
      ))}
    </div>
  );
}
