import { TREND_SIGNIFICANCE_LEVEL, WEEKDAY_PRIOR_REPORTS } from "@/lib/scoring/constants";

export interface Trend {
  readonly current: number;
  readonly previous: number;
  /** What the current window would hold had nothing changed: `previous`, corrected for the weekdays of both. */
  readonly expected: number;
  /** (current − previous) / previous, 0.3 for a rise of 30 %; null when there was nothing before. */
  readonly change: number | null;
  /** True when a change this large would be noise in at most one of twenty cases. */
  readonly significant: boolean;
  /** Probability of counts at least this unusual had nothing changed, 0 to 1. */
  readonly pValue: number;
}

/** Relative number of reports on each weekday, Monday first, mean 1. */
export type WeekdayProfile = readonly [number, number, number, number, number, number, number];

/**
 * Compares the count of a window with that of the window before.
 *
 * Test: the exact conditional test for two Poisson counts (J. Przyborowski, H. Wilenski, "Homogeneity of results in
 * testing samples from Poisson series", Biometrika 31, 1940). Given n reports in both windows together, the current
 * window's count is binomial(n, currentShare) if nothing changed; the two-sided p-value adds up all outcomes that are
 * no likelier than the one seen, as R's `poisson.test` does. It was chosen over the E-test (Krishnamoorthy, Thomson
 * 2004) and over normal approximations because it is exact for the tiny counts that cells have ("1 → 2" has p = 1)
 * and errs on the careful side; real reports come in bursts, so power bought by a bolder test would be false alarms.
 *
 * @param currentShare share of all reports that the current window would get had nothing changed: 0.5 for windows of
 *   equally many of each weekday, else `expectedShare`. Strictly between 0 and 1.
 */
export function compareWindows(current: number, previous: number, currentShare = 0.5): Trend {
  for (const count of [current, previous]) {
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`expected a count, got ${count}`);
  }
  const pValue = binomialTest(current, current + previous, currentShare);
  return {
    current,
    previous,
    expected: (previous * currentShare) / (1 - currentShare),
    change: previous === 0 ? null : (current - previous) / previous,
    significant: pValue <= TREND_SIGNIFICANCE_LEVEL,
    pValue,
  };
}

/**
 * Weekday profile from counts of whole weeks, Monday first. Each weekday starts with 10 reports, so that a quiet city
 * gets a flat profile and no weekday is impossible.
 */
export function weekdayProfile(counts: WeekdayProfile): WeekdayProfile {
  const mean = counts.reduce((sum, count) => sum + count + WEEKDAY_PRIOR_REPORTS, 0) / 7;
  const relative = (count: number) => (count + WEEKDAY_PRIOR_REPORTS) / mean;
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = counts;
  return [
    relative(monday),
    relative(tuesday),
    relative(wednesday),
    relative(thursday),
    relative(friday),
    relative(saturday),
    relative(sunday),
  ];
}

/**
 * Share of the reports of two adjoining windows of `days` whole days each that falls into the later one if nothing
 * but the weekday matters. `firstWeekday` is that of the later window's first day, 0 = Monday … 6 = Sunday, in the
 * city's own time. 0.5 whenever `days` is a multiple of 7.
 */
export function expectedShare(profile: WeekdayProfile, firstWeekday: number, days: number): number {
  let current = 0;
  let previous = 0;
  for (let day = 0; day < days; day++) {
    current += profile[(firstWeekday + day) % 7] ?? 1;
    previous += profile[(((firstWeekday - 1 - day) % 7) + 7) % 7] ?? 1;
  }
  return current / (current + previous);
}

/** Outcomes whose probability is within this factor of the seen one's count as equally likely, as in R. */
const EQUALLY_LIKELY = 1 + 1e-7;
/** Outcomes this much less likely than the likeliest add nothing that a double could hold. */
const NEGLIGIBLE = 1e-20;

/**
 * Two-sided exact binomial test of `successes` in `trials` at probability `share`; 1 without trials. Walks outwards
 * from the likeliest outcome, so it takes about √trials steps. p-values below 1e-16 come out as 0.
 */
function binomialTest(successes: number, trials: number, share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`expected a share between 0 and 1, got ${share}`);
  const odds = share / (1 - share);
  const mode = Math.min(trials, Math.floor((trials + 1) * share));
  const outcomes = [{ count: mode, likelihood: 1 }];
  for (let count = mode, likelihood = 1; count < trials && likelihood > NEGLIGIBLE; count++) {
    likelihood *= ((trials - count) / (count + 1)) * odds;
    outcomes.push({ count: count + 1, likelihood });
  }
  for (let count = mode, likelihood = 1; count > 0 && likelihood > NEGLIGIBLE; count--) {
    likelihood *= count / ((trials - count + 1) * odds);
    outcomes.push({ count: count - 1, likelihood });
  }
  const seen = outcomes.find(({ count }) => count === successes)?.likelihood ?? 0;
  const isNoLikelier = ({ likelihood }: { likelihood: number }) => likelihood <= seen * EQUALLY_LIKELY;
  return Math.min(1, sumAscending(outcomes.filter(isNoLikelier)) / sumAscending(outcomes));
}

function sumAscending(outcomes: readonly { readonly likelihood: number }[]): number {
  const sizes = outcomes.map(({ likelihood }) => likelihood).sort((a, b) => a - b);
  return sizes.reduce((sum, size) => sum + size, 0);
}
