import { LRUCache } from "lru-cache";

export interface BurstVerdict {
  readonly served: boolean;
  /** Whole calls left at once. */
  readonly remaining: number;
  /** Seconds until the next call would be served, 0 when one is left. */
  readonly retryAfterSeconds: number;
}

/** Calls that may come at once, as a multiple of the rate per second. */
export const BURST_SECONDS = 2;

export type BurstLimit = (name: string, callsPerSecond: number) => BurstVerdict;

/**
 * A token bucket per name: `callsPerSecond` refill, twice as many at once. Kept per process: it shields this
 * process, while the month's quota is what is exact across all of them.
 *
 * @param now milliseconds on a clock that never goes back
 */
export function createBurstLimit(now: () => number = () => performance.now()): BurstLimit {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: 10_000 });
  return (name, callsPerSecond) => {
    const at = now();
    const size = callsPerSecond * BURST_SECONDS;
    const known = buckets.get(name);
    const tokens =
      known === undefined ? size : Math.min(size, known.tokens + ((at - known.at) / 1000) * callsPerSecond);
    const served = tokens >= 1;
    const left = served ? tokens - 1 : tokens;
    buckets.set(name, { tokens: left, at });
    const retryAfterSeconds = left >= 1 ? 0 : (1 - left) / callsPerSecond;
    return { served, remaining: Math.floor(left), retryAfterSeconds };
  };
}
