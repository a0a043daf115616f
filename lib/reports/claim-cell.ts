import { findCellById } from "./find-report";
import { knownOwner, rememberOwner } from "./owning-cells";
import type { Report } from "./report";
import type { ReportDeps } from "./report-deps";

/** The index follows the table within this time, milliseconds; a younger id cannot be found there reliably. */
const INDEX_LAG_MS = 3_000;

/**
 * True when the report's id belongs to the report's cell, false when it was taken for another one. Each cell is
 * another key, so the conditional put alone would not notice an id that comes again with another position.
 *
 * An id that this process has met is answered from memory: the first cell it came with owns it. Any other id is
 * looked up in the index, unless its time lies within the last three seconds: there the index may lag, and honest
 * phones, who are nearly always there, pay for no read. What remains open: the same id sent with two positions, in
 * different cells, to two processes within about three seconds of its own timestamp. Both are stored then.
 */
export async function claimCell(
  deps: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "createdAt">,
): Promise<boolean> {
  const table = deps.dynamo.tables.reports;
  const known = knownOwner(table, report.id);
  if (known !== undefined) return (await known) === report.geohash;
  const owner = lookUpOwner(deps, report);
  rememberOwner(table, report.id, owner);
  return (await owner) === report.geohash;
}

async function lookUpOwner(
  deps: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "createdAt">,
): Promise<string> {
  const age = deps.now() - report.createdAt;
  if (age >= 0 && age <= INDEX_LAG_MS) return report.geohash;
  return (await findCellById(deps, report.id)) ?? report.geohash;
}
