import { AppError } from "@/lib/http/problem";
import { TaskPool } from "@/lib/import/task-pool";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { submitReports } from "@/lib/reports/submit-reports";
import { type PlanOptions, planReports } from "./plan-reports";

export interface SeedOptions extends PlanOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface SeedSummary {
  readonly created: number;
  readonly alreadyThere: number;
}

const BATCH = 100;
const CONCURRENT_BATCHES = 2;

/**
 * Fills the table with reports of the last 90 days, as the API would store them. The same seed makes the same
 * reports with the same ids: a second run adds only what has happened since the first.
 */
export async function seedReports(deps: ReportDeps, options: SeedOptions = {}): Promise<SeedSummary> {
  const planned = planReports(deps.now(), options);
  const pool = new TaskPool(CONCURRENT_BATCHES);
  let [created, done] = [0, 0];
  for (let start = 0; start < planned.length; start += BATCH) {
    const batch = planned.slice(start, start + BATCH).map(({ input }) => input);
    await pool.add(async () => {
      for (const result of await submitReports(deps, batch)) {
        if (result instanceof AppError) throw result;
        if (result.outcome === "created") created++;
      }
      done += batch.length;
      options.onProgress?.({ done, total: planned.length });
    });
  }
  await pool.drain();
  return { created, alreadyThere: done - created };
}
