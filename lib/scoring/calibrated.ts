import type { SignalLayer } from "@/lib/catalogue/catalogue";
import {
  CALIBRATION_MIN_H,
  CALIBRATION_MIN_K,
  CORROBORATION_HALF_COUNT,
  CORROBORATION_MAX,
} from "@/lib/scoring/constants";
import { baseOf, basicPoints, isPenaltyLayer, type ScoringModel } from "@/lib/scoring/model";

/** Points that halve a safety or infrastructure score (H), or take vibe or opportunity half of the way (K). */
export interface Calibration {
  /** One number for both layers, or one for each. Below 100 counts as 100. */
  readonly H: number | Readonly<Record<"safety" | "infrastructure", number>>;
  /** One number for both layers, or one for each. Below 50 counts as 50. */
  readonly K: number | Readonly<Record<"vibe" | "opportunity", number>>;
}

/** A city about which nothing is known yet. */
export const DEFAULT_CALIBRATION: Calibration = { H: CALIBRATION_MIN_H, K: CALIBRATION_MIN_K };

/** 1 without confirmations, 1.75 with three, always growing and below 2.5. */
export function corroboration(confirmations: number): number {
  return 1 + ((CORROBORATION_MAX - 1) * confirmations) / (confirmations + CORROBORATION_HALF_COUNT);
}

/**
 * P = Σ severity·w·3·c    safety, infrastructure = 100·H / (H + P)
 * S = Σ ±severity·w·2·c   vibe, opportunity      = 50 + 50·S / (K + |S|)
 *
 * With H = 100 and K = 50 it agrees with `classic` to first order: the difference is at most P²/100 and S²/50. It
 * never reaches an end of the scale, so busy cells stay apart.
 */
export function calibratedModel(calibration: Calibration): ScoringModel {
  const pointValue = (layer: SignalLayer, total: number) =>
    baseOf(layer) / (halfwayPoints(calibration, layer) + Math.abs(total));
  return {
    points: (report, weight) => basicPoints(report, weight) * corroboration(report.confirmations),
    score: (layer, total) => {
      const halfway = halfwayPoints(calibration, layer);
      if (isPenaltyLayer(layer)) return (100 * halfway) / (halfway + Math.abs(total));
      return 50 + (50 * total) / (halfway + Math.abs(total));
    },
    pointValue,
  };
}

function halfwayPoints({ H, K }: Calibration, layer: SignalLayer): number {
  switch (layer) {
    case "safety":
    case "infrastructure":
      return Math.max(CALIBRATION_MIN_H, typeof H === "number" ? H : H[layer]);
    case "vibe":
    case "opportunity":
      return Math.max(CALIBRATION_MIN_K, typeof K === "number" ? K : K[layer]);
  }
}
