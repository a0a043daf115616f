import type { ReportDeps } from "@/lib/reports/report-deps";
import type { StoredReport } from "@/lib/reports/report-item";
import { scanReports } from "@/lib/reports/scan-reports";

/** Everything in the reports table. */
export async function storedReports(deps: Pick<ReportDeps, "dynamo">): Promise<StoredReport[]> {
  const reports: StoredReport[] = [];
  for await (const page of scanReports(deps)) reports.push(...page);
  return reports;
}
