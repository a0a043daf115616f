import { CONFIDENCE_HALF_COUNT } from "@/lib/scoring/constants";
import { roundHalfUp } from "@/lib/scoring/rounding";

interface WeighedReport {
  readonly source: string | null;
  /** Recency weight, 0 to 1. */
  readonly weight: number;
}

/**
 * Recency-weighted number of independent reports: a source counts once, with its freshest report; reports of
 * unknown source (null) count one by one.
 */
export function independentReports(reports: readonly WeighedReport[]): number {
  const freshest = new Map<string, number>();
  let unknown = 0;
  for (const { source, weight } of reports) {
    if (source === null) unknown += weight;
    else freshest.set(source, Math.max(freshest.get(source) ?? 0, weight));
  }
  return [...freshest.values()].reduce((sum, weight) => sum + weight, unknown);
}

/** n / (n + 5) for n independent reports: 0 without any, one half at five, towards 1; three decimals. */
export function confidenceOf(independent: number): number {
  return roundHalfUp(independent / (independent + CONFIDENCE_HALF_COUNT), 3);
}

/** Confidence in an area whose cells have these confidences: as if their independent reports were counted together. */
export function combinedConfidence(confidences: readonly number[]): number {
  const independent = confidences.reduce((sum, confidence) => {
    const below1 = Math.min(confidence, 0.999);
    return sum + (CONFIDENCE_HALF_COUNT * below1) / (1 - below1);
  }, 0);
  return confidenceOf(independent);
}
