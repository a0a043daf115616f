import type { ImportedReport } from "./read-report";

/** A report with its stable id and, when the file is redated, its shifted time. */
export interface StampedReport extends ImportedReport {
  /** UUIDv7 whose time is `createdAt`. */
  readonly id: string;
}

/** Where an import puts its reports. Everything is idempotent, so that an import can be stopped and run again. */
export interface ImportTarget {
  /** Offers a report that is younger than 90 days to the live table. */
  addLive(report: StampedReport): Promise<"added_live" | "already_there" | "changed_since" | "refused">;
  /** Adds older reports to the read model's history; answers how many of them are new there. */
  addHistory(reports: readonly StampedReport[]): Promise<number>;
  /** Called once after the last report. */
  finish(): Promise<void>;
  /**
   * The shift in milliseconds that redates the file with this fingerprint: the one remembered from its first import
   * as long as that import's reports live, else `shiftMs`, remembered from now on.
   */
  keepShift(fingerprint: string, shiftMs: number): Promise<{ shiftMs: number; repeated: boolean }>;
}

/** Takes everything and keeps nothing: shows what an import would do. */
export const dryTarget: ImportTarget = {
  addLive: async () => "added_live",
  addHistory: async (reports) => reports.length,
  finish: async () => undefined,
  keepShift: async (_fingerprint, shiftMs) => ({ shiftMs, repeated: false }),
};
