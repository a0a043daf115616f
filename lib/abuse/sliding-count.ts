/** Length of the sliding window, milliseconds. */
export const WINDOW_MS = 60 * 60 * 1000;

/** Start of the fixed window around `now`; both milliseconds since the epoch. */
export function windowStart(now: number): number {
  return now - (now % WINDOW_MS);
}

/**
 * Events within the last hour, estimated from the counts of two fixed hours: the current one whole, the previous one
 * by the part that still overlaps, as if its events were evenly spread (the "sliding window counter").
 */
export function slidingCount(current: number, previous: number, now: number): number {
  return current + previous * (1 - (now - windowStart(now)) / WINDOW_MS);
}

/** Milliseconds from `now` until `slidingCount` is below `limit`, if nothing is added; 0 when it is already. */
export function waitUntilBelow(limit: number, current: number, previous: number, now: number): number {
  if (slidingCount(current, previous, now) < limit) return 0;
  const elapsed = now - windowStart(now);
  if (current < limit) return (1 - (limit - current) / previous) * WINDOW_MS - elapsed;
  return WINDOW_MS - elapsed + (1 - limit / current) * WINDOW_MS;
}
