export type ScoreWord = "high" | "good" | "mixed" | "low" | "none";
export type ConfidenceWord = "high" | "medium" | "low";

/** A score of 0–100 in a word; 50 is what a quiet place has for vibe and opportunity, so it is neither good nor bad. */
export function scoreWord(score: number | null): ScoreWord {
  if (score === null) return "none";
  if (score >= 80) return "high";
  if (score >= 60) return "good";
  return score >= 40 ? "mixed" : "low";
}

export function confidenceWord(confidence: number): ConfidenceWord {
  if (confidence >= 0.66) return "high";
  return confidence >= 0.33 ? "medium" : "low";
}
