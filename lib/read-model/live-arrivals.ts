import type { Sql } from "postgres";
import { type Bbox, bboxContains } from "@/lib/geo/bbox";
import { geohashCenter, isGeohash } from "@/lib/geo/geohash";
import { LIVE_CHANNEL } from "@/lib/projection/project";

/** A report that just reached the map. */
export interface Arrival {
  readonly id: string;
  /** 8-character geohash. */
  readonly geohash: string;
  readonly city_id: string;
  readonly layer: string;
  readonly category: string;
  readonly severity: number;
  readonly created_at: string;
}

type Listener = (arrivals: readonly Arrival[]) => void;

const key = Symbol.for("stratum.live");

interface Hub {
  readonly listeners: Set<Listener>;
  listening: Promise<unknown> | null;
}

const shared = globalThis as { [key]?: Hub };

/**
 * Calls `listener` with the reports that reach the map from now on, an empty list when only counts moved. One
 * PostgreSQL connection serves all listeners of the process; it reconnects by itself.
 *
 * @returns a function that ends the subscription
 */
export async function onArrivals(sql: Sql, listener: Listener): Promise<() => void> {
  shared[key] ??= { listeners: new Set(), listening: null };
  const hub = shared[key];
  hub.listeners.add(listener);
  hub.listening ??= sql
    .listen(LIVE_CHANNEL, (payload) => {
      const arrivals = JSON.parse(payload) as Arrival[];
      for (const each of hub.listeners) each(arrivals);
    })
    .catch((error: unknown) => {
      hub.listening = null;
      throw error;
    });
  try {
    await hub.listening;
  } catch (error) {
    hub.listeners.delete(listener);
    throw error;
  }
  return () => hub.listeners.delete(listener);
}

/** Open subscriptions of this process. */
export function openSubscriptions(): number {
  return shared[key]?.listeners.size ?? 0;
}

/** The arrivals whose position lies in the box. */
export function arrivalsIn(bbox: Bbox, arrivals: readonly Arrival[]): Arrival[] {
  return arrivals.filter(({ geohash }) => isGeohash(geohash) && bboxContains(bbox, geohashCenter(geohash)));
}
