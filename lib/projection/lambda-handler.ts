import { getRuntime } from "@/lib/platform/runtime";
import { project } from "./project";
import { changesOf, newestAgeMs, type StreamRecord } from "./stream-records";

/**
 * AWS Lambda handler for the reports table's stream. Lambda keeps the position; a batch that throws is delivered again,
 * which does no harm.
 */
export async function handler(event: { readonly Records: readonly StreamRecord[] }): Promise<void> {
  const { sql, now } = getRuntime();
  const lagMs = newestAgeMs(event.Records, now());
  await project(sql, changesOf(event.Records), { asOf: now(), ...(lagMs === undefined ? {} : { lagMs }) });
}
