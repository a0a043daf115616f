import { createHash } from "node:crypto";

/** A repeatable stream of numbers. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal. */
  normal(): number;
  /** One of the items, each as likely as its weight (≥ 0) says. Throws when all weights are 0. */
  pick<T>(items: readonly T[], weightOf?: (item: T) => number): T;
}

/** The stream that belongs to these parts: the same parts give the same numbers on every machine. */
export function createRandom(...parts: readonly (string | number)[]): Random {
  const next = mulberry32(createHash("sha256").update(JSON.stringify(parts)).digest().readUInt32LE());
  return {
    next,
    // Box–Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items, weightOf = () => 1) => pickWeighted(items, weightOf, next()),
  };
}

function pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number, at: number): T {
  let left = at * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  throw new RangeError("nothing to pick from");
}

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough to scatter points. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
