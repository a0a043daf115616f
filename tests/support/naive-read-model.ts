import type { ReportChange } from "@/lib/projection/report-change";
import { MAP_PRECISIONS, WINDOW_SECONDS } from "@/lib/projection/windows";

/** The read model's rows, counted the slow and obvious way from the last state of each report. */
export function naiveReadModel(last: readonly ReportChange[], asOf: number) {
  const cells = new Map<string, Record<string, number>>();
  const categories = new Map<string, { count: number; severitySum: number }>();
  const days = new Map<string, { reports: number; severitySum: number }>();
  for (const report of last) {
    if (report.counted) {
      const day = new Date(report.createdAt).toISOString().slice(0, 10);
      const key = `${report.geohash8.slice(0, 6)} ${day} ${report.category}`;
      const row = days.get(key) ?? { reports: 0, severitySum: 0 };
      days.set(key, { reports: row.reports + 1, severitySum: row.severitySum + report.severity });
    }
    if (!report.live) continue;
    WINDOW_SECONDS.forEach((seconds, window) => {
      if (asOf - report.createdAt >= seconds * 1000) return;
      for (const precision of MAP_PRECISIONS) {
        const key = `${window} ${report.geohash8.slice(0, precision)}`;
        const row = cells.get(key) ?? {};
        const add = (column: string, value: number) => {
          row[column] = (row[column] ?? 0) + value;
        };
        add("count", 1);
        add(report.layer, 1);
        add(`${report.layer}Severity`, report.severity);
        add("lonSum", 2 * report.lonIndex + 1);
        add("latSum", 2 * report.latIndex + 1);
        cells.set(key, row);
        const sum = categories.get(`${key} ${report.category}`) ?? { count: 0, severitySum: 0 };
        categories.set(`${key} ${report.category}`, {
          count: sum.count + 1,
          severitySum: sum.severitySum + report.severity,
        });
      }
    });
  }
  return { cells, categories, days };
}
