import { baseOf, basicPoints, type ScoringModel } from "@/lib/scoring/model";

/**
 * safety, infrastructure = clamp(100 − Σ severity·w·3, 0, 100)
 * vibe, opportunity      = clamp( 50 + Σ polarity·severity·w·2, 0, 100)
 *
 * Confirmations count for nothing here.
 */
export const classicModel: ScoringModel = {
  points: basicPoints,
  score: (layer, total) => Math.min(100, Math.max(0, baseOf(layer) + total)),
  // From 100 a score can fall by 100, from 50 it can go 50 either way: the room is the base itself.
  pointValue: (layer, total) => Math.min(1, baseOf(layer) / Math.abs(total)),
};
