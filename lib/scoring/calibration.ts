import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { CALIBRATION_MIN_H, CALIBRATION_MIN_K } from "@/lib/scoring/constants";

/** H and K of a city, one for each layer. */
export interface CityCalibration {
  readonly H: Readonly<Record<"safety" | "infrastructure", number>>;
  readonly K: Readonly<Record<"vibe" | "opportunity", number>>;
}

type Totals = Readonly<Record<SignalLayer, number | null>>;

/**
 * H = max(100, median P) and K = max(50, median |S|) of a city, for each layer over the cells active in it, which
 * are those with a report of that layer not older than 30 days.
 *
 * `cells` are the `totals` of `scoreCell` under the model `calibrated`; they do not depend on the calibration given
 * there, so a city is scored once for its totals and then again with the result.
 */
export function calibrate(cells: readonly Totals[]): CityCalibration {
  const halfway = (layer: SignalLayer, least: number) => Math.max(least, medianSize(cells, layer));
  return {
    H: {
      safety: halfway("safety", CALIBRATION_MIN_H),
      infrastructure: halfway("infrastructure", CALIBRATION_MIN_H),
    },
    K: { vibe: halfway("vibe", CALIBRATION_MIN_K), opportunity: halfway("opportunity", CALIBRATION_MIN_K) },
  };
}

/** Median of the totals' absolute values; 0 when no cell is active. */
function medianSize(cells: readonly Totals[], layer: SignalLayer): number {
  const sizes = cells
    .flatMap((totals) => totals[layer] ?? [])
    .map(Math.abs)
    .sort((a, b) => a - b);
  const upper = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const lower = sizes[Math.floor((sizes.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
