import { setTimeout } from "node:timers/promises";
import type { Child } from "./child";

const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long is taken to have run well. */
const SETTLED_MS = 60_000;

/**
 * Keeps a process running until the signal: started again when it ends by itself, at growing intervals while it
 * keeps ending. The caller stops the process itself.
 */
export async function keepChild(label: string, start: () => Child, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = Date.now();
    const code = await start().exited;
    if (signal.aborted) return;
    failures = Date.now() - startedAt > SETTLED_MS ? 1 : failures + 1;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures);
    const how = code === null ? "killed" : `exit code ${code}`;
    console.log(`Stratum: ${label} ended by itself (${how}). Starting it again in ${pauseMs / 1000} s.`);
    await setTimeout(pauseMs, null, { signal }).catch(() => undefined);
  }
}
