import { findNewestRow } from "./find-newest-row";
import type { ImportSource } from "./import-source";
import { type ImportSummary, ImportTally } from "./import-summary";
import type { ImportTarget, StampedReport } from "./import-target";
import { UnreadableFileError } from "./raw-row";
import { createReportReader } from "./read-report";
import { readRows } from "./read-rows";
import { createReportSink, type ReportSink } from "./report-sink";
import { stableReportId } from "./stable-id";

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
  const { source, file, dryRun = false } = input;
  const asOf = deps.now();
  const redate = input.redate === true ? await findShift(deps.target, input, asOf) : null;
  const tally = new ImportTally();
  const sink = createReportSink(deps.target, tally, asOf);
  const brokenOff = await readInto(sink, tally, input, { asOf, shiftMs: redate?.shiftMs ?? 0 });
  await sink.finish();
  return tally.summarize({ source: source.id, file, dryRun, redate, brokenOff });
}

/** Reads the file, or as much of it as can be read; answers why it stopped before the end, else null. */
async function readInto(
  sink: ReportSink,
  tally: ImportTally,
  { source, file, limit = Number.POSITIVE_INFINITY, signal, onProgress }: ImportInput,
  { asOf, shiftMs }: { readonly asOf: number; readonly shiftMs: number },
): Promise<string | null> {
  const read = createReportReader(source, asOf);
  let bytes = 0;
  const onBytes = (chunk: Buffer) => {
    bytes += chunk.length;
  };
  try {
    for await (const row of readRows(file, source, onBytes)) {
      tally.countRow("garbled" in row && row.garbled);
      const outcome = read(row);
      if ("reason" in outcome) tally.reject(outcome);
      else await sink.add(stamp(outcome.report, source.id, shiftMs));
      onProgress?.({ rows: tally.rows, bytes });
      if (tally.rows >= limit) return null;
      if (signal?.aborted) return `stopped after row ${tally.rows}`;
    }
    return null;
  } catch (error) {
    if (!(error instanceof UnreadableFileError) || tally.rows === 0) throw error;
    return `after row ${tally.rows}: ${error.message}`;
  }
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
