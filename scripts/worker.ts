import { repeatNightly } from "@/lib/billing/nightly";
import { getRuntime } from "@/lib/platform/runtime";
import { runWorker } from "@/lib/projection/worker";

const runtime = getRuntime();
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());

runtime.log.info("worker started");
repeatNightly(runtime, stop.signal);
await runWorker(runtime, stop.signal);
await runtime.sql.end({ timeout: 5 });
