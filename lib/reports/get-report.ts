import { AppError } from "@/lib/http/problem";
import { findReport } from "./find-report";
import { isVisible } from "./report";
import type { ReportDeps } from "./report-deps";
import type { StoredReport } from "./report-item";

/**
 * The report with this id, as public answers may use it.
 *
 * @param hint the report's 6-character geohash, if known; saves the look-up through the index
 * @throws AppError `not_found` for an unknown, hidden or expired report
 */
export async function getVisibleReport(deps: ReportDeps, id: string, hint?: string): Promise<StoredReport> {
  const report = await findReport(deps, id, hint);
  if (report === null || !isVisible(report, deps.now())) {
    throw new AppError("not_found", "There is no report with this id.");
  }
  return report;
}
