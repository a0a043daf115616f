import { pairedRatio, type Spread, spreadOf } from "./statistics";

/** What a ratio has to reach: at least so many times faster, or at most so many times as slow. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Stratum beside something else that does the same work, measured in turns. */
export interface Comparison {
  readonly name: string;
  readonly other: string;
  /** Milliseconds for the same work. */
  readonly stratumMs: Spread;
  readonly otherMs: Spread;
  /**
   * `faster`: other ÷ Stratum, above 1 Stratum wins. `overhead`: Stratum ÷ other, what the rest of the pipeline costs on
   * top of the bare operation.
   */
  readonly kind: "faster" | "overhead";
  readonly ratio: Spread;
  readonly target: Target | null;
  readonly met: boolean | null;
}

/** A number that stands for itself. */
export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean | null;
}

export interface SectionResult {
  readonly id: string;
  readonly title: string;
  /** How it was measured, and what to keep in mind. */
  readonly notes: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly figures: readonly Figure[];
}

interface Compared {
  readonly name: string;
  readonly other: string;
  /** Milliseconds by round; both have the same rounds. */
  readonly stratum: readonly number[];
  readonly others: readonly number[];
  readonly kind?: Comparison["kind"];
  readonly target?: Target | undefined;
  /** How many equal pieces of work a round holds: times are given for one. Default 1. */
  readonly pieces?: number;
}

export function compare({
  name,
  other,
  stratum,
  others,
  kind = "faster",
  target,
  pieces = 1,
}: Compared): Comparison {
  const ratio = kind === "faster" ? pairedRatio(others, stratum) : pairedRatio(stratum, others);
  const each = (times: readonly number[]) => spreadOf(times.map((time) => time / pieces));
  return {
    name,
    other,
    stratumMs: each(stratum),
    otherMs: each(others),
    kind,
    ratio,
    target: target ?? null,
    met: target === undefined ? null : reaches(ratio.median, target),
  };
}

function reaches(value: number, target: Target): boolean {
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

export function figure(
  name: string,
  value: number | string,
  unit: string,
  target: { readonly text: string; readonly met: boolean } | null = null,
): Figure {
  return { name, value, unit, target: target?.text ?? null, met: target?.met ?? null };
}
