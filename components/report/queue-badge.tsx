"use client";

import { CloudOff } from "lucide-react";
import { useI18n } from "@/components/i18n/i18n-provider";

/** Says that signals wait for the network; silent when none does. */
export function QueueBadge({ count }: { readonly count: number }) {
  const { t } = useI18n();
  return (
    <output aria-live="polite">
      {count > 0 && (
        <span className="flex animate-fade items-center gap-2 rounded-full bg-ink px-3.5 py-2 text-[13px] font-medium text-paper shadow-float">
          <CloudOff size={15} aria-hidden />
          {t.report.waiting(count)}
        </span>
      )}
    </output>
  );
}
