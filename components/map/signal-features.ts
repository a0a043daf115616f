import type { FeatureCollection } from "geojson";
import type { PublicReport } from "@/components/api/types";
import type { SignalLayer } from "@/lib/catalogue/catalogue";

export type ShownSignal = Pick<
  PublicReport,
  "id" | "category" | "layer" | "lat" | "lng" | "created_at" | "severity"
>;

/** The place of a signal as a key: public positions are cell centres, so several signals share one. */
export function spotKey({ lat, lng }: { readonly lat: number; readonly lng: number }): string {
  return `${lat.toFixed(5)},${lng.toFixed(5)}`;
}

/** One point per spot: the weightiest signal's icon, and how many there are. */
export function signalFeatures(
  signals: readonly ShownSignal[],
  layers: readonly SignalLayer[],
  categories: readonly string[],
): FeatureCollection {
  const spots = new Map<string, ShownSignal[]>();
  for (const signal of signals) {
    const isShown =
      layers.includes(signal.layer) && (categories.length === 0 || categories.includes(signal.category));
    if (!isShown) continue;
    const key = spotKey(signal);
    spots.set(key, [...(spots.get(key) ?? []), signal]);
  }
  return {
    type: "FeatureCollection",
    features: [...spots].flatMap(([id, here]) => {
      const [first] = here.toSorted((a, b) => b.severity - a.severity);
      if (first === undefined) return [];
      return {
        type: "Feature" as const,
        properties: { id, category: first.category, count: here.length, order: first.severity },
        geometry: { type: "Point" as const, coordinates: [first.lng, first.lat] },
      };
    }),
  };
}
