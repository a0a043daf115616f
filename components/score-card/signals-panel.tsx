"use client";

import { fetchReport } from "@/components/api/client";
import { useResource } from "@/components/hooks/use-resource";
import { useI18n } from "@/components/i18n/i18n-provider";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { SignalItem } from "./signal-item";

export interface SignalRef {
  readonly id: string;
  /** Geohash of the signal, 6 characters or more. */
  readonly geohash: string;
}

interface SignalsPanelProps {
  readonly signals: readonly SignalRef[];
  readonly onOpenCell: (geohash: string) => void;
  readonly onClose: () => void;
}

/** The single signals under the finger. */
export function SignalsPanel({ signals, onOpenCell, onClose }: SignalsPanelProps) {
  const { t } = useI18n();
  const key = signals.map(({ id }) => id).join();
  const { data } = useResource(key, async (signal) => {
    const cells = signals.map(({ id, geohash }) => ({ id, geohash: geohash.slice(0, 6) }));
    const answers = await Promise.allSettled(cells.map((ref) => fetchReport(ref, signal)));
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  });
  const [first] = signals;
  return (
    <Panel
      title={t.list.signals(data?.length ?? signals.length)}
      closeLabel={t.common.close}
      onClose={onClose}
      focusKey={key}
      footer={
        first === undefined ? undefined : (
          <Button className="w-full" onClick={() => onOpenCell(first.geohash)}>
            {t.card.openCard}
          </Button>
        )
      }
    >
      {data === null ? (
        <Skeleton className="h-20 w-full" />
      ) : (
        <ul className="pt-1">
          {data.map((report) => (
            <SignalItem key={report.id} report={report} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
