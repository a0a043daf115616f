import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { PENALTY_BASE, PENALTY_FACTOR, SWING_BASE, SWING_FACTOR } from "@/lib/scoring/constants";
import type { ScoredReport } from "@/lib/scoring/scored-report";

/** How reports become a layer's score. Totals are signed points: below 0 lowers the score. */
export interface ScoringModel {
  /** Points of one report of recency weight `weight`. */
  points(report: ScoredReport, weight: number): number;
  /** Score of a layer, 0 to 100, not rounded, for the total of its points. */
  score(layer: SignalLayer, total: number): number;
  /** What a point is worth at this total: score = base + total · pointValue(total). */
  pointValue(layer: SignalLayer, total: number): number;
}

/** Safety and infrastructure can only lose; vibe and opportunity swing both ways. */
export function isPenaltyLayer(layer: SignalLayer): boolean {
  return layer === "safety" || layer === "infrastructure";
}

/** Score of a layer that nothing has moved. */
export function baseOf(layer: SignalLayer): number {
  return isPenaltyLayer(layer) ? PENALTY_BASE : SWING_BASE;
}

/** −severity·w·3 for safety and infrastructure, polarity·severity·w·2 for vibe and opportunity. */
export function basicPoints({ layer, polarity, severity }: ScoredReport, weight: number): number {
  return isPenaltyLayer(layer)
    ? -(severity * weight * PENALTY_FACTOR)
    : polarity * severity * weight * SWING_FACTOR;
}
