import { BURST_SECONDS, type BurstVerdict } from "./burst-limit";
import type { QuotaState } from "./quota-meter";

/**
 * `RateLimit` and `RateLimit-Policy` as structured fields (draft-ietf-httpapi-ratelimit-headers): the month's quota
 * with the seconds until it resets, and the burst limit.
 */
export function rateLimitHeaders(
  quota: QuotaState,
  burst: { readonly verdict: BurstVerdict; readonly callsPerSecond: number },
  now: number,
): Record<string, string> {
  const { startsAt, endsAt } = quota.month;
  const windowSeconds = (endsAt - startsAt) / 1000;
  const size = burst.callsPerSecond * BURST_SECONDS;
  return {
    "RateLimit-Policy": `"month";q=${quota.limit};w=${windowSeconds}, "burst";q=${size};w=${BURST_SECONDS}`,
    RateLimit:
      `"month";r=${quota.remaining};t=${secondsUntil(endsAt, now)}, ` +
      `"burst";r=${burst.verdict.remaining};t=${Math.ceil(burst.verdict.retryAfterSeconds)}`,
  };
}

/** Whole seconds from `now` until `at` (both milliseconds since the epoch), rounded up. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}
