import { useCallback, useMemo, useState } from "react";
import { v7 as uuidv7 } from "uuid";
import type { NewReport } from "@/components/api/types";
import { useI18n } from "@/components/i18n/i18n-provider";
import { useToast } from "@/components/ui/toast";
import type { Position } from "@/lib/geo/bbox";
import { ownFeatures } from "./own-features";
import { rememberOwnReport } from "./own-reports";
import type { DraftReport } from "./report-panel";
import { useOutbox } from "./use-outbox";

const UNDO_MS = 10_000;
/** How long a sent signal keeps its own pin; by then it is part of the map. */
const OWN_PIN_MS = 60_000;

interface ReportingOptions {
  /** Something was stored or taken back. */
  readonly onChanged: () => void;
}

/** Sends signals from the page: pin at once, message with undo, and a queue for bad networks. */
export function useReporting({ onChanged }: ReportingOptions) {
  const { t } = useI18n();
  const toast = useToast();
  const [pins, setPins] = useState<readonly NewReport[]>([]);
  const unpin = useCallback((id: string) => setPins((all) => all.filter((pin) => pin.id !== id)), []);

  const outbox = useOutbox({
    onSent: ({ id }) => {
      onChanged();
      setTimeout(() => unpin(id), OWN_PIN_MS);
    },
    onRefused: ({ id }, detail) => {
      unpin(id);
      toast({ text: `${t.report.failed}. ${detail}`, tone: "error", durationMs: UNDO_MS });
    },
  });

  const takeBack = async (report: NewReport) => {
    unpin(report.id);
    try {
      await outbox.takeBack(report);
      toast({ text: t.report.undone });
    } catch {
      toast({ text: t.report.undoFailed, tone: "error" });
    }
    onChanged();
  };

  const send = async (
    [lng, lat]: Position,
    { category, severity, note, photo }: DraftReport,
  ): Promise<NewReport> => {
    const report: NewReport = {
      id: uuidv7(),
      lat: Number(lat.toFixed(5)),
      lng: Number(lng.toFixed(5)),
      layer: category.layer,
      category: category.id,
      severity,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
    };
    rememberOwnReport(report.id);
    setPins((all) => [...all, report]);
    const outcome = await outbox.send(report, photo);
    if (outcome.kind !== "refused") {
      toast({
        text: outcome.kind === "sent" ? t.report.sent : t.report.queued,
        durationMs: UNDO_MS,
        action: { label: t.common.undo, onSelect: () => void takeBack(report) },
      });
    }
    return report;
  };

  return { send, waiting: outbox.waiting, own: useMemo(() => ownFeatures(pins), [pins]) };
}
