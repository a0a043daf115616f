import { combinedConfidence } from "@/lib/scoring/confidence";
import { meanOfTenths } from "@/lib/scoring/rounding";
import type { Scores } from "@/lib/scoring/score";

/** One 6-character cell, as `scoreCell` gave it or as it was stored. */
export interface ScoredPart {
  readonly scores: Scores;
  readonly reportCount: number;
  readonly reportCount7d: number;
  readonly confidence: number;
}

/**
 * Score of a coarser cell or a city: each of the five scores is the mean of its 6-character cells' scores, weighted
 * by their report counts, rounded half up to one decimal. Cells without reports or scores do not count; without any
 * other cell all five are null.
 */
export function aggregateScores(parts: readonly ScoredPart[]): ScoredPart {
  return {
    scores: {
      safety: weightedMean(parts, "safety"),
      vibe: weightedMean(parts, "vibe"),
      infrastructure: weightedMean(parts, "infrastructure"),
      opportunity: weightedMean(parts, "opportunity"),
      overall: weightedMean(parts, "overall"),
    },
    reportCount: parts.reduce((sum, part) => sum + part.reportCount, 0),
    reportCount7d: parts.reduce((sum, part) => sum + part.reportCount7d, 0),
    confidence: combinedConfidence(parts.map((part) => part.confidence)),
  };
}

function weightedMean(parts: readonly ScoredPart[], name: keyof Scores): number | null {
  const known = parts.flatMap(({ scores, reportCount }) => {
    const value = scores[name];
    return value === null || reportCount === 0 ? [] : [{ value, weight: reportCount }];
  });
  return known.length === 0 ? null : meanOfTenths(known);
}
