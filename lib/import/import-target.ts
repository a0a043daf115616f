import type { ImportedReport } from "./read-report";

/** A report with its stable id and, when the file is redated, its shifted time. */
export interface StampedReport extends ImportedReport {
  /** UUIDv7 whose time is `createdAt`. */
  readonly id: string;
}

export type LiveOutcome = "added_live" | "already_there" | "changed_since" | "refused";

/** Where an import puts its reports. Everything is idempotent, so that an import can be stopped and run again. */
export interface ImportTarget {
  /** Offers reports that are younger than 90 days to the live table; answers what became of each, in order. */
  addLive(reports: readonly StampedReport[]): Promise<readonly LiveOutcome[]>;
  /** Adds older reports to the read model's history; answers how many of them are new there. */
  addHistory(reports: readonly StampedReport[]): Promise<number>;
  /**
   * The shift in milliseconds that redates the file with this fingerprint: the one remembered from its first import
   * as long as that import's reports live, else `shiftMs`, remembered from now on.
   */
  keepShift(fingerprint: string, shiftMs: number): Promise<{ shiftMs: number; repeated: boolean }>;
}

/** Takes everything and keeps nothing: shows what an import would do. */
export const dryTarget: ImportTarget = {
  addLive: async (reports) => reports.map(() => "added_live"),
  addHistory: async (reports) => reports.length,
  keepShift: async (_fingerprint, shiftMs) => ({ shiftMs, repeated: false }),
};
