/** Median and quartiles of a sample. */
export interface Spread {
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
}

/**
 * Quantile of a sample, `share` from 0 to 1, with linear interpolation between neighbours (type 7 of R. J. Hyndman,
 * Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996).
 *
 * @throws RangeError for an empty sample
 */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("expected at least one value");
  return below + (above - below) * (place - Math.floor(place));
}

export function spreadOf(sample: readonly number[]): Spread {
  return { median: quantile(sample, 0.5), q1: quantile(sample, 0.25), q3: quantile(sample, 0.75) };
}

/** Spread of `over[i] / under[i]`: rounds are paired, so that what slowed both down in one round cancels. */
export function pairedRatio(over: readonly number[], under: readonly number[]): Spread {
  if (over.length !== under.length) throw new RangeError("expected the same number of rounds");
  return spreadOf(over.map((value, round) => value / (under[round] ?? Number.NaN)));
}

/**
 * Runs every contender once a round and answers what each gave, by round. The order turns with each round, so that
 * neither is always first. A round 0 that is not counted warms all of them up.
 */
export async function inTurns<Name extends string, Result>(
  rounds: number,
  contenders: Readonly<Record<Name, (round: number) => Promise<Result> | Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contenders) as Name[];
  const results = Object.fromEntries(names.map((name): [string, Result[]] => [name, []])) as Record<
    Name,
    Result[]
  >;
  for (let round = 0; round <= rounds; round++) {
    for (let place = 0; place < names.length; place++) {
      const name = names[(place + round) % names.length];
      if (name === undefined) continue;
      const result = await contenders[name](round);
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

/** As `inTurns`, answering the milliseconds that each round took. */
export function timeInTurns<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, (round: number) => unknown>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries<(round: number) => unknown>(contenders);
  const timed = entries.map(([name, work]) => [
    name,
    async (round: number) => {
      const start = performance.now();
      await work(round);
      return performance.now() - start;
    },
  ]);
  return inTurns(rounds, Object.fromEntries(timed) as Record<Name, (round: number) => Promise<number>>);
}
