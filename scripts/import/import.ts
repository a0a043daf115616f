/**
 * `npm run import -- --source <id> FILE [--redate] [--dry-run] [--limit N] [--json]`: a city's 311 export.
 */
import { stat } from "node:fs/promises";
import { importFile } from "@/lib/import/import-file";
import { formatSummary, type ImportSummary } from "@/lib/import/import-summary";
import { dryTarget, type ImportTarget } from "@/lib/import/import-target";
import { UnreadableFileError } from "@/lib/import/raw-row";
import { createStoreTarget } from "@/lib/import/store-target";
import { runScript } from "@/lib/platform/with-engines";
import { showProgress } from "../support/progress";
import { type ImportOptions, readOptions } from "./options";

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else if (options.dryRun) {
  await runImport(options, dryTarget);
} else {
  await runScript((runtime) => runImport(options, createStoreTarget(runtime)));
}

async function runImport(chosen: ImportOptions, target: ImportTarget): Promise<void> {
  const startedAt = Date.now();
  const { size } = await stat(chosen.file);
  const progress = showProgress("rows");
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
  try {
    const onProgress = (at: { rows: number; bytes: number }) => progress.update(at.bytes, size, at.rows);
    const deps = { target, now: Date.now };
    const summary = await importFile(deps, { ...chosen, signal: stop.signal, onProgress });
    progress.stop();
    tell(summary, chosen.json, Date.now() - startedAt);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    progress.stop();
    process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
  }
}

function tell(summary: ImportSummary, json: boolean, tookMs: number): void {
  if (json) {
    console.log(JSON.stringify(summary, null, 2));
  } else {
    const { redate } = summary;
    if (redate !== null) console.log(`${redateNotice(redate)}\n`);
    console.log(formatSummary(summary));
    console.log(
      `\n${(tookMs / 1000).toFixed(1)} s${summary.dryRun ? ". DRY RUN: nothing was written." : ""}`,
    );
  }
  const { no_id, unreadable } = summary.outcomes;
  if (summary.rows > 0 && no_id + unreadable === summary.rows) {
    console.error(`\nNot one row has an id: is this really an export of the source "${summary.source}"?`);
    process.exitCode = 1;
  }
  if (summary.brokenOff !== null) {
    console.error(
      `\nNOT THE WHOLE FILE: ${summary.brokenOff}. A further run adds the rest, and nothing twice.`,
    );
    process.exitCode = 1;
  }
}

function redateNotice({ shiftMs, newestRow, repeated }: NonNullable<ImportSummary["redate"]>): string {
  const days = (shiftMs / 86_400_000).toLocaleString("en-US", { maximumFractionDigits: 1 });
  const to = new Date(Date.parse(newestRow) + shiftMs).toISOString();
  return repeated
    ? `REDATED as at this file's first import: ${days} days later than the file says, its newest row at ${to}.`
    : `REDATED: all times are moved by ${days} days, the newest row from ${newestRow} to ${to}. They are not the real times.`;
}
