/**
 * Which of many tests to believe so that on average at most `rate` of those believed are false alarms: the step-up
 * procedure of Y. Benjamini and Y. Hochberg (J. R. Statist. Soc. B 57, 1995). Answers true or false for each p-value
 * in the order given.
 */
export function discoveries(pValues: readonly number[], rate: number): boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((pValue, i) => pValue <= (rate * (i + 1)) / sorted.length);
  const threshold = sorted[last] ?? -1;
  return pValues.map((pValue) => pValue <= threshold);
}
