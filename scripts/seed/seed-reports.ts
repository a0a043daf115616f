import { TaskPool } from "@/lib/import/task-pool";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { submitReport } from "@/lib/reports/submit-report";
import { type PlanOptions, planReports } from "./plan-reports";

export interface SeedOptions extends PlanOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface SeedSummary {
  readonly created: number;
  readonly alreadyThere: number;
}

const CONCURRENT_WRITES = 16;

/**
 * Fills the table with reports of the last 90 days, through the same command as the API. The same seed makes the
 * same reports with the same ids: a second run adds only what has happened since the first.
 */
export async function seedReports(deps: ReportDeps, options: SeedOptions = {}): Promise<SeedSummary> {
  const planned = planReports(deps.now(), options);
  const pool = new TaskPool(CONCURRENT_WRITES);
  let [created, done] = [0, 0];
  for (const { input } of planned) {
    await pool.add(async () => {
      const { outcome } = await submitReport(deps, input, { clockWindow: false, idsMayMove: false });
      if (outcome === "created") created++;
      done++;
      options.onProgress?.({ done, total: planned.length });
    });
  }
  await pool.drain();
  return { created, alreadyThere: done - created };
}
