import type { Dynamo } from "@/lib/platform/runtime";

/** What the abuse limits need: the tables and the time (milliseconds since the epoch). */
export interface AbuseDeps {
  readonly dynamo: Dynamo;
  readonly now: () => number;
}
