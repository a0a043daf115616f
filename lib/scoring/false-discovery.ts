/**
 * Which of many tests to believe so that on average at most `rate` of those believed are false alarms: the step-up
 * procedure of Y. Benjamini and Y. Hochberg (J. R. Statist. Soc. B 57, 1995). Answers true or false for each p-value
 * in the order given.
 *
 * @param tests how many tests were made in all, where `pValues` are only some of them; the others are then taken to
 *   have shown nothing, which errs on the careful side
 */
export function discoveries(
  pValues: readonly number[],
  rate: number,
  tests: number = pValues.length,
): boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((pValue, i) => pValue <= (rate * (i + 1)) / tests);
  const threshold = sorted[last] ?? -1;
  return pValues.map((pValue) => pValue <= threshold);
}
