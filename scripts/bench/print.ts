import type { Comparison, Figure, SectionResult } from "./result";
import type { Spread } from "./statistics";

/** A section's results as text for a terminal. */
export function formatSection({ title, notes, comparisons, figures }: SectionResult): string {
  return [
    `\n${title}`,
    ...notes.map((note) => `  ${note}`),
    ...comparisons.map(formatComparison),
    ...figures.map(formatFigure),
  ].join("\n");
}

function formatComparison(comparison: Comparison): string {
  const { name, other, kind, ratio, stratumMs, otherMs } = comparison;
  const times = `${formatMs(stratumMs.median)} against ${formatMs(otherMs.median)}`;
  const verb = kind === "faster" ? "× as fast as" : "× the time of";
  const line = `  ${name.padEnd(34)} ${formatSpread(ratio).padStart(24)} ${verb} ${other}`;
  return `${line.padEnd(100)} ${times}${verdict(comparison.met, targetText(comparison))}`;
}

function formatFigure({ name, value, unit, target, met }: Figure): string {
  const shown = typeof value === "number" ? formatNumber(value) : value;
  return `  ${name.padEnd(58)} ${shown} ${unit}${verdict(met, target)}`;
}

export function targetText({ target }: Pick<Comparison, "target">): string | null {
  if (target === null) return null;
  return "atLeast" in target ? `at least ${target.atLeast}×` : `at most ${target.atMost}×`;
}

function verdict(met: boolean | null, target: string | null): string {
  return met === null ? "" : `  [${met ? "met" : "MISSED"}: ${target}]`;
}

/** Median with the quartiles behind it. */
export function formatSpread({ median, q1, q3 }: Spread): string {
  return `${formatNumber(median)} (${formatNumber(q1)}–${formatNumber(q3)})`;
}

export function formatMs(ms: number): string {
  if (ms < 0.001) return `${formatNumber(ms * 1e6)} ns`;
  return ms < 1 ? `${formatNumber(ms * 1000)} µs` : `${formatNumber(ms)} ms`;
}

/** Three digits that mean something. */
export function formatNumber(value: number): string {
  if (value === 0 || Number.isInteger(value)) return value.toLocaleString("en-US");
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 4 });
}
