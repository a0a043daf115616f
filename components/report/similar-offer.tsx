"use client";

import { Users } from "lucide-react";
import { useState } from "react";
import { confirmReport, fetchSimilar } from "@/components/api/client";
import { useResource } from "@/components/hooks/use-resource";
import { useTimeAgo } from "@/components/hooks/use-time-ago";
import { useI18n } from "@/components/i18n/i18n-provider";
import { useCategoryText } from "@/components/layers/use-category-text";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Position } from "@/lib/geo/bbox";

interface SimilarOfferProps {
  readonly position: Position;
  readonly category: string;
  /** The resident has confirmed another's report instead of sending one. */
  readonly onConfirmed: () => void;
}

/** Offers what others have reported nearby: a confirmation says more than a second report. */
export function SimilarOffer({ position: [lng, lat], category, onConfirmed }: SimilarOfferProps) {
  const { t } = useI18n();
  const text = useCategoryText();
  const timeAgo = useTimeAgo();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const place = { lat: Number(lat.toFixed(5)), lng: Number(lng.toFixed(5)), category };
  const { data } = useResource(
    `${place.lat},${place.lng},${category}`,
    (signal) => fetchSimilar(place, signal),
    { delayMs: 150, keep: false },
  );
  const reports = data?.reports.slice(0, 2) ?? [];
  if (reports.length === 0) return null;

  const confirm = async (id: string, geohash: string) => {
    setBusy(true);
    try {
      await confirmReport({ id, geohash }, "still_there");
      toast({ text: t.report.similarAdded });
      onConfirmed();
    } catch {
      setBusy(false);
      toast({ text: t.report.failed, tone: "error" });
    }
  };

  return (
    <section aria-label={t.report.similarTitle} className="animate-fade rounded-2xl bg-fill p-3">
      <h3 className="text-sm font-semibold">{t.report.similarTitle}</h3>
      <p className="mt-0.5 text-[13px] text-ink-soft">{t.report.similarText}</p>
      <ul className="mt-2 space-y-2">
        {reports.map((report) => (
          <li key={report.id} className="flex items-center gap-3 rounded-xl bg-paper p-2.5 pl-3">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{report.note ?? text(report.category).label}</p>
              <p className="flex items-center gap-1.5 text-xs text-ink-faint">
                <Users size={13} aria-hidden />
                {t.report.similarSeen(report.confirmations.still_there + 1)} · {timeAgo(report.created_at)}
              </p>
            </div>
            <Button size="small" disabled={isBusy} onClick={() => void confirm(report.id, report.geohash)}>
              {t.report.similarAdd}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
