import { useEffect, useEffectEvent, useState } from "react";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Bbox } from "@/lib/geo/bbox";

export interface Arrival {
  readonly id: string;
  /** 8-character geohash. */
  readonly geohash: string;
  readonly layer: SignalLayer;
  readonly category: string;
}

interface LiveEvents {
  readonly onArrivals: (arrivals: readonly Arrival[]) => void;
  /** Counts moved somewhere. */
  readonly onChange: () => void;
}

const SETTLE_MS = 700;

/** Follows the server's events for what is in sight; rests while the tab is in the background. */
export function useLive(bbox: Bbox | null, events: LiveEvents): void {
  const arrive = useEffectEvent((arrivals: readonly Arrival[]) => events.onArrivals(arrivals));
  const change = useEffectEvent(() => events.onChange());
  const isVisible = usePageVisible();
  const address = bbox === null ? null : `/api/live?bbox=${bbox.map((edge) => edge.toFixed(4)).join(",")}`;

  useEffect(() => {
    if (address === null || !isVisible) return;
    let source: EventSource | null = null;
    const timer = setTimeout(() => {
      source = new EventSource(address);
      source.addEventListener("arrivals", (event: MessageEvent<string>) => {
        arrive(JSON.parse(event.data) as Arrival[]);
        change();
      });
      source.addEventListener("changed", () => change());
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [address, isVisible]);
}

function usePageVisible(): boolean {
  const [isVisible, setVisible] = useState(() => !document.hidden);
  useEffect(() => {
    const update = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", update);
    return () => document.removeEventListener("visibilitychange", update);
  }, []);
  return isVisible;
}
