import type { Dynamo } from "@/lib/platform/runtime";

/** What every verb on reports needs: the tables and the time (milliseconds since the epoch). */
export interface ReportDeps {
  readonly dynamo: Dynamo;
  readonly now: () => number;
}
