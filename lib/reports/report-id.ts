import { v7 } from "uuid";

/** Milliseconds since the epoch that a UUIDv7 carries. `id` must be a well-formed UUIDv7. */
export function idTimestamp(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** A new report id for the instant `now` (milliseconds since the epoch). */
export function newReportId(now: number): string {
  return v7({ msecs: now });
}
