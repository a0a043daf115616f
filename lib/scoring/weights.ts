import { RECENCY_STEPS } from "@/lib/scoring/constants";

/**
 * Weight of a report made at `createdAt` and looked at at `asOf` (milliseconds since the epoch): 1 in its first
 * 24 hours, 0.7 up to 7 days, 0.4 up to 14, 0.2 up to 30, then 0. Each step holds its younger end and not its older
 * one. A report from a clock that is ahead weighs 1.
 */
export function recencyWeight(createdAt: number, asOf: number): number {
  const age = asOf - createdAt;
  return RECENCY_STEPS.find((step) => age < step.untilAgeMs)?.weight ?? 0;
}
