import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { fetchReplay } from "@/components/api/client";
import type { Replay } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { NO_FEATURES } from "./install-layers";
import type { Viewport } from "./map-handle";

export interface ReplayFrame {
  /** UTC days of the replay, oldest first; empty until they are loaded. */
  readonly days: readonly string[];
  /** The reports of the week that ends on the day, by cell, with the same counts as clusters have. */
  readonly features: FeatureCollection;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Days whose reports one frame shows: the day and the six before it. A single day would flicker. */
const FRAME_DAYS = 7;

/** One week of the last thirty days, by cell and layer. */
export function useReplay(viewport: Viewport | null, day: string | null): ReplayFrame {
  const bbox = viewport?.bbox;
  const { data } = useResource(
    day !== null && bbox !== undefined ? bbox.join() : null,
    (signal) =>
      Promise.all(SIGNAL_LAYERS.map((layer) => fetchReplay({ bbox: bbox ?? [0, 0, 0, 0], layer }, signal))),
    { delayMs: 150 },
  );
  return useMemo(() => {
    if (data === null || day === null) return { days: [], features: NO_FEATURES };
    const days = data[0]?.days ?? [];
    return { days, features: dayFeatures(data, days.indexOf(day)) };
  }, [data, day]);
}

function dayFeatures(layers: readonly Replay[], index: number): FeatureCollection {
  const cells = new Map<string, { position: [number, number]; counts: number[] }>();
  for (const [layerIndex, { cells: ofLayer }] of layers.entries()) {
    for (const { geohash, lat, lng, counts } of ofLayer) {
      const count = sum(counts.slice(Math.max(0, index + 1 - FRAME_DAYS), index + 1));
      if (count === 0) continue;
      const cell = cells.get(geohash) ?? { position: [lng, lat], counts: SIGNAL_LAYERS.map(() => 0) };
      cell.counts[layerIndex] = count;
      cells.set(geohash, cell);
    }
  }
  return {
    type: "FeatureCollection",
    features: [...cells].map(([geohash, { position, counts }]) => ({
      type: "Feature",
      properties: {
        geohash,
        ...Object.fromEntries(SIGNAL_LAYERS.map((layer, i) => [layer, counts[i] ?? 0])),
      },
      geometry: { type: "Point", coordinates: position },
    })),
  };
}
