import { isLive } from "./report";
import type { ReportDeps } from "./report-deps";
import type { StoredReport } from "./report-item";
import { queryPage } from "./report-query";

const PAGE_SIZE = 500;

/**
 * Every live report of one cell, newest first, for scoring: hidden, closed and expired ones are left out.
 *
 * @param geohash6 6-character geohash
 * @param asOf milliseconds since the epoch; what is a day old is decided by the caller, what is expired by this
 */
export async function queryCellReports(
  deps: ReportDeps,
  geohash6: string,
  { asOf }: { readonly asOf: number },
): Promise<StoredReport[]> {
  const reports: StoredReport[] = [];
  let before: string | null = null;
  do {
    const page = await queryPage(
      { ...deps, now: () => asOf },
      { partition: { geohash: geohash6 }, before, since: null, layer: null, pageSize: PAGE_SIZE },
    );
    reports.push(...page.reports.filter((report) => isLive(report, asOf)));
    before = page.readTo;
  } while (before !== null);
  return reports;
}
