import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { roundHalfUp } from "@/lib/scoring/rounding";

/** By how much one report moved the score of its layer. */
export interface ScoreEffect {
  readonly reportId: string;
  readonly layer: SignalLayer;
  /** Recency weight, 0 to 1. */
  readonly weight: number;
  /**
   * Points of the final score, below 0 lowers it. The effects of a layer add up to its distance from 100 (safety,
   * infrastructure) or 50 (vibe, opportunity), but for the score's rounding to one decimal: where the score is
   * clamped, capped or bent, all effects shrink in proportion.
   */
  readonly effect: number;
}

interface CountedReport {
  readonly id: string;
  readonly weight: number;
  /** Signed points after the source cap. */
  readonly points: number;
}

/** Effects of one layer's reports at `pointValue` score points a point. */
export function layerEffects(
  layer: SignalLayer,
  reports: readonly CountedReport[],
  pointValue: number,
): ScoreEffect[] {
  return reports.map(({ id, weight, points }) => ({
    reportId: id,
    layer,
    weight,
    effect: roundHalfUp(points * pointValue, 6),
  }));
}

/** Strongest effect first, then by report id. */
export function strongestFirst(effects: readonly ScoreEffect[]): ScoreEffect[] {
  return effects.toSorted(
    (a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.reportId < b.reportId ? -1 : 1),
  );
}
