import type { Sql } from "postgres";
import { project } from "@/lib/projection/project";
import type { ReportChange } from "@/lib/projection/report-change";
import { sampleReports } from "./sample-reports";

const BATCH = 2_000;

/** A read model that grows from one size to the next, through the projector as in life. */
export class GrowingReadModel {
  readonly asOf: number;
  readonly #reports: Iterator<ReportChange, never>;
  /** Every report so far, for those who want the raw points. */
  readonly reports: ReportChange[] = [];
  /** Milliseconds spent projecting, and reports projected, since the start. */
  projectingMs = 0;

  constructor(
    private readonly sql: Sql,
    asOf: number,
  ) {
    this.asOf = asOf;
    this.#reports = sampleReports(asOf);
  }

  get size(): number {
    return this.reports.length;
  }

  /** Projects reports until there are `size`, then tidies up as autovacuum would in time. */
  async growTo(size: number, onProgress: (size: number) => void): Promise<void> {
    while (this.size < size) {
      const batch = this.#next(Math.min(BATCH, size - this.size));
      const start = performance.now();
      await project(this.sql, batch, { asOf: this.asOf });
      this.projectingMs += performance.now() - start;
      for (const report of batch) this.reports.push(report);
      onProgress(this.size);
    }
    await this.sql`vacuum (analyze)`;
    await this.sql`checkpoint`;
  }

  #next(count: number): ReportChange[] {
    return Array.from({ length: count }, () => this.#reports.next().value);
  }
}
