import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiProblem, takeBackReport } from "@/components/api/client";
import { deviceId } from "@/components/api/device-id";
import type { NewReport } from "@/components/api/types";
import { requestBackgroundSync } from "@/components/offline/register-service-worker";
import { encodeGeohash } from "@/lib/geo/geohash";
import {
  dropReport,
  flushOutbox,
  keepReport,
  type SendOutcome,
  type WaitingReport,
  waitingReports,
} from "./outbox";

const FIRST_RETRY_MS = 4_000;
const LONGEST_RETRY_MS = 120_000;

interface OutboxOptions {
  readonly onSent: (report: NewReport) => void;
  readonly onRefused: (report: NewReport, detail: string) => void;
}

export interface Outbox {
  /** Signals that still wait, the oldest first. */
  readonly waiting: readonly NewReport[];
  /** Keeps the signal, then tries to send it; resolves with what became of the first try. */
  readonly send: (report: NewReport, photo: Blob | null) => Promise<SendOutcome>;
  /** Takes a signal back, sent or not. Throws ApiProblem when the server refuses. */
  readonly takeBack: (report: NewReport) => Promise<void>;
}

/** The page's side of the outbox: sends on start, when the network returns, and again and again in between. */
export function useOutbox(options: OutboxOptions): Outbox {
  const [waiting, setWaiting] = useState<readonly NewReport[]>([]);
  const retry = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; delayMs: number }>({
    timer: undefined,
    delayMs: FIRST_RETRY_MS,
  });
  const sent = useEffectEvent((report: NewReport) => options.onSent(report));
  const refused = useEffectEvent((report: NewReport, detail: string) => options.onRefused(report, detail));

  const flush = useCallback(async () => {
    const outcomes = new Map<string, SendOutcome>();
    clearTimeout(retry.current.timer);
    const onOutcome = ({ report }: WaitingReport, outcome: SendOutcome) => {
      outcomes.set(report.id, outcome);
      if (outcome.kind === "sent") sent(report);
      if (outcome.kind === "refused") refused(report, outcome.detail);
      if (outcome.kind !== "later") {
        retry.current.delayMs = FIRST_RETRY_MS;
        return;
      }
      void requestBackgroundSync();
      const delayMs = (outcome.retryAfterSeconds ?? 0) * 1000 || retry.current.delayMs;
      retry.current.delayMs = Math.min(LONGEST_RETRY_MS, retry.current.delayMs * 2);
      retry.current.timer = setTimeout(() => void flush(), delayMs);
    };
    await flushOutbox(onOutcome);
    setWaiting((await waitingReports()).map(({ report }) => report));
    return outcomes;
  }, []);

  useEffect(() => {
    const onOnline = () => void flush();
    void flush();
    window.addEventListener("online", onOnline);
    const state = retry.current;
    return () => {
      clearTimeout(state.timer);
      window.removeEventListener("online", onOnline);
    };
  }, [flush]);

  const send = useCallback(
    async (report: NewReport, photo: Blob | null): Promise<SendOutcome> => {
      const waitingNow = { report, deviceId: deviceId(), queuedAt: Date.now() };
      await keepReport(photo === null ? waitingNow : { ...waitingNow, photo });
      const outcomes = await flush();
      return outcomes.get(report.id) ?? { kind: "later", retryAfterSeconds: null };
    },
    [flush],
  );

  const takeBack = useCallback(async (report: NewReport) => {
    const wasWaiting = await dropReport(report.id);
    setWaiting((current) => current.filter(({ id }) => id !== report.id));
    if (wasWaiting) return;
    await takeBackReport(report.id, encodeGeohash([report.lng, report.lat], 6)).catch((error: unknown) => {
      if (!(error instanceof ApiProblem && error.status === 404)) throw error;
    });
  }, []);

  return { waiting, send, takeBack };
}
