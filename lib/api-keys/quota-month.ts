/** One quota window: a UTC calendar month, `[startsAt, endsAt)` in milliseconds since the epoch. */
export interface QuotaMonth {
  /** First day as `YYYY-MM-DD`. */
  readonly month: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The UTC calendar month that holds `now` (milliseconds since the epoch). */
export function quotaMonth(now: number): QuotaMonth {
  const date = new Date(now);
  const startsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const endsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return { month: new Date(startsAt).toISOString().slice(0, 10), startsAt, endsAt };
}
