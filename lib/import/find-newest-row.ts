import { createHash } from "node:crypto";
import type { ImportSource } from "./import-source";
import { UnreadableFileError } from "./raw-row";
import { createReportReader } from "./read-report";
import { readRows } from "./read-rows";

/**
 * Reads the file once for redating: the time (ms) of its newest row that can be imported, and SHA-256 of its bytes.
 * Rows dated in the future do not count, so that one mistyped year moves nothing. `newest` is null without rows.
 */
export async function findNewestRow(
  file: string,
  source: ImportSource,
  asOf: number,
): Promise<{ newest: number | null; fingerprint: string }> {
  const hash = createHash("sha256");
  const read = createReportReader(source, asOf);
  let newest: number | null = null;
  try {
    for await (const row of readRows(file, source, (chunk) => hash.update(chunk))) {
      const outcome = read(row);
      if ("report" in outcome)
        newest = Math.max(newest ?? outcome.report.createdAt, outcome.report.createdAt);
    }
  } catch (error) {
    // A file that breaks off is imported up to there, and redated by what it holds up to there.
    if (!(error instanceof UnreadableFileError) || newest === null) throw error;
  }
  return { newest, fingerprint: hash.digest("hex") };
}
