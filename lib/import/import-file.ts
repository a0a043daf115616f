import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { findNewestRow } from "./find-newest-row";
import type { ImportSource } from "./import-source";
import { type ImportSummary, ImportTally } from "./import-summary";
import type { ImportTarget, StampedReport } from "./import-target";
import { UnreadableFileError } from "./raw-row";
import { createReportReader } from "./read-report";
import { readRows } from "./read-rows";
import { stableReportId } from "./stable-id";
import { TaskPool } from "./task-pool";

const CONCURRENT_WRITES = 32;
const HISTORY_BATCH_ROWS = 1000;

export interface ImportDeps {
  readonly target: ImportTarget;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface ImportInput {
  readonly source: ImportSource;
  /** Path of the export. */
  readonly file: string;
  /** Shift all times so that the newest row is now. */
  readonly redate?: boolean;
  readonly dryRun?: boolean;
  /** Stop after so many rows of the file. */
  readonly limit?: number;
  /** Aborting stops after the rows in hand; what was added stays, and a later run adds the rest. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { rows: number; bytes: number }) => void;
}

/**
 * Streams a 311 export in: reports younger than 90 days to the live table, older ones to history. Memory does not
 * grow with the file. Running it again adds nothing. Throws UnreadableFileError when no row can be read.
 */
export async function importFile(deps: ImportDeps, input: ImportInput): Promise<ImportSummary> {
  const { target } = deps;
  const { source, file, limit = Number.POSITIVE_INFINITY, signal } = input;
  const asOf = deps.now();
  const redate = input.redate === true ? await findShift(target, input, asOf) : null;
  const read = createReportReader(source, asOf);
  const tally = new ImportTally();
  const pool = new TaskPool(CONCURRENT_WRITES);
  let history: StampedReport[] = [];
  let bytes = 0;
  let brokenOff: string | null = null;

  const flushHistory = async () => {
    const batch = history;
    history = [];
    const added = batch.length === 0 ? 0 : await target.addHistory(batch);
    tally.count("added_history", added);
    tally.count("already_there", batch.length - added);
  };

  try {
    const rows = readRows(file, source, (chunk) => {
      bytes += chunk.length;
    });
    for await (const row of rows) {
      tally.rows++;
      if ("garbled" in row && row.garbled) tally.garbledRows++;
      const outcome = read(row);
      if ("reason" in outcome) {
        tally.reject(outcome);
      } else {
        const report = stamp(outcome.report, source.id, redate?.shiftMs ?? 0);
        if (report.createdAt + REPORT_LIFETIME_SECONDS * 1000 > asOf) {
          await pool.add(async () => tally.count(await target.addLive(report)));
        } else if (history.push(report) >= HISTORY_BATCH_ROWS) {
          await pool.add(flushHistory);
        }
      }
      input.onProgress?.({ rows: tally.rows, bytes });
      if (tally.rows >= limit) break;
      if (signal?.aborted) {
        brokenOff = `stopped after row ${tally.rows}`;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError) || tally.rows === 0) throw error;
    brokenOff = `after row ${tally.rows}: ${error.message}`;
  }
  await pool.add(flushHistory);
  await pool.drain();
  await target.finish();
  return tally.summarize({ source: source.id, file, dryRun: input.dryRun === true, redate, brokenOff });
}

async function findShift(
  target: ImportTarget,
  { file, source }: ImportInput,
  asOf: number,
): Promise<ImportSummary["redate"]> {
  const { newest, fingerprint } = await findNewestRow(file, source, asOf);
  if (newest === null) return null;
  const kept = await target.keepShift(`${source.id}#${fingerprint}`, asOf - newest);
  return { ...kept, newestRow: new Date(newest).toISOString() };
}

function stamp(report: Omit<StampedReport, "id">, sourceId: string, shiftMs: number): StampedReport {
  const createdAt = report.createdAt + shiftMs;
  return { ...report, createdAt, id: stableReportId(createdAt, sourceId, report.rowId) };
}
