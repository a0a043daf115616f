/** Far above what sums of doubles go wrong by here, far below what anybody reads. */
const BINARY_NOISE = 1e-9;

/**
 * Rounded to `decimals`, halves up (towards +∞), as one would on paper: a number that is a half but for binary noise
 * counts as a half. Never −0.
 */
export function roundHalfUp(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.floor(value * factor + 0.5 + BINARY_NOISE) / factor;
}

/** Mean of numbers that have one decimal, weighted by whole numbers, rounded half up to one decimal, exactly. */
export function meanOfTenths(parts: readonly { readonly value: number; readonly weight: number }[]): number {
  const tenths = parts.reduce((sum, { value, weight }) => sum + Math.round(value * 10) * weight, 0);
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return Math.floor((2 * tenths + weight) / (2 * weight)) / 10;
}
