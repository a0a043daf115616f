import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import type { ImportTally } from "./import-summary";
import type { ImportTarget, StampedReport } from "./import-target";
import { TaskPool } from "./task-pool";

const CONCURRENT_BATCHES = 2;
const LIVE_BATCH_ROWS = 100;
const HISTORY_BATCH_ROWS = 1000;

/** Where the import's reports go: in batches to the target, young ones live, older ones to history. */
export interface ReportSink {
  /** Waits while enough batches are under way. Throws the first error of any batch. */
  add(report: StampedReport): Promise<void>;
  /** Sends what is left and waits for all of it. */
  finish(): Promise<void>;
}

/** `asOf` (ms): a report of 90 days or more is history. What became of each report is counted in `tally`. */
export function createReportSink(target: ImportTarget, tally: ImportTally, asOf: number): ReportSink {
  const pool = new TaskPool(CONCURRENT_BATCHES);
  let live: StampedReport[] = [];
  let history: StampedReport[] = [];

  const sendLive = async () => {
    const batch = live;
    live = [];
    for (const outcome of await target.addLive(batch)) tally.count(outcome);
  };
  const sendHistory = async () => {
    const batch = history;
    history = [];
    const added = await target.addHistory(batch);
    tally.count("added_history", added);
    tally.count("already_there", batch.length - added);
  };

  return {
    async add(report) {
      const isLive = report.createdAt + REPORT_LIFETIME_SECONDS * 1000 > asOf;
      if (isLive && live.push(report) >= LIVE_BATCH_ROWS) await pool.add(sendLive);
      if (!isLive && history.push(report) >= HISTORY_BATCH_ROWS) await pool.add(sendHistory);
    },
    async finish() {
      if (live.length > 0) await pool.add(sendLive);
      if (history.length > 0) await pool.add(sendHistory);
      await pool.drain();
    },
  };
}
