import type { Severity, SignalLayer } from "@/lib/catalogue/catalogue";

export const REPORT_STATUSES = [
  "open",
  "acknowledged",
  "in_progress",
  "resolved",
  "declined",
  "gone",
] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Statuses whose reports still count in clusters and scores. */
export const LIVE_STATUSES: readonly ReportStatus[] = ["open", "acknowledged", "in_progress"];

/** How long a report lives: 90 days, in seconds. */
export const REPORT_LIFETIME_SECONDS = 90 * 24 * 60 * 60;

/**
 * One stored report, as the DynamoDB item holds it (camelCase here, snake_case in the item).
 *
 * `lat`, `lng` are degrees rounded to 5 decimals; `lng` is in [−180, 180).
 */
export interface Report {
  /** UUIDv7; its timestamp is `createdAt`. */
  readonly id: string;
  /** 6-character geohash of the position. */
  readonly geohash: string;
  readonly cityId: string;
  readonly layer: SignalLayer;
  /** Category id of the catalogue. */
  readonly category: string;
  readonly severity: Severity;
  /** Plain text, at most 280 characters; null when the resident wrote nothing. */
  readonly note: string | null;
  readonly lat: number;
  readonly lng: number;
  readonly status: ReportStatus;
  /** Hidden from every public read: flagged out, or by a moderator's decision. */
  readonly hidden: boolean;
  /** The note waits for review; public reads show the report without it. */
  readonly noteHeld: boolean;
  readonly stillThere: number;
  readonly gone: number;
  readonly flags: number;
  /**
   * Daily-rotating tag of where the report came from, for the per-source score cap; null where abuse limits do
   * not apply (seed, import). It cannot be linked across days or across cells.
   */
  readonly source: string | null;
  /** Starts at 1, grows by 1 with every change of the item: orders stream records of one report. */
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Seconds since the epoch, the table's TTL. */
  readonly expiresAt: number;
}

/**
 * True when public answers may show the report at `asOf` (milliseconds since the epoch), whatever its status.
 * DynamoDB deletes expired items late, so every read asks.
 */
export function isVisible(report: Pick<Report, "hidden" | "expiresAt">, asOf: number): boolean {
  return !report.hidden && report.expiresAt * 1000 > asOf;
}

/** True when the report counts in clusters and scores at `asOf` (milliseconds since the epoch). */
export function isLive(report: Pick<Report, "status" | "hidden" | "expiresAt">, asOf: number): boolean {
  return isVisible(report, asOf) && LIVE_STATUSES.includes(report.status);
}
