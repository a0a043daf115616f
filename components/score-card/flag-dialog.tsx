"use client";

import { ChevronRight } from "lucide-react";
import { flagReport } from "@/components/api/client";
import type { PublicReport } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";

interface FlagDialogProps {
  readonly report: PublicReport;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function FlagDialog({ report, open, onClose }: FlagDialogProps) {
  const { t } = useI18n();
  const toast = useToast();
  const flag = async (reason: string) => {
    onClose();
    try {
      await flagReport(report, reason);
      toast({ text: t.signal.flagged });
    } catch {
      toast({ text: t.errors.network, tone: "error" });
    }
  };
  return (
    <Dialog open={open} onClose={onClose} title={t.signal.flagTitle} closeLabel={t.common.close}>
      <ul className="-mx-2">
        {Object.entries(t.signal.flagReasons).map(([reason, label]) => (
          <li key={reason}>
            <button
              type="button"
              onClick={() => void flag(reason)}
              className="flex min-h-12 w-full items-center justify-between rounded-xl px-2 text-left text-[15px] hover:bg-fill"
            >
              {label}
              <ChevronRight size={18} aria-hidden className="text-ink-faint" />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
