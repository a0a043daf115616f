import { setTimeout } from "node:timers/promises";
import { type EngineProcess, messageOf } from "./engine";

/** An engine that is started again on the same port when it ends by itself. */
export interface Kept<E extends EngineProcess> {
  /** The engine as it was first started; its address stays. */
  readonly engine: E;
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 10_000;

/** Starts an engine and keeps it running until `stop`. */
export async function keepRunning<E extends EngineProcess>(
  name: string,
  start: (port?: number) => Promise<E>,
  warn: (message: string) => void,
): Promise<Kept<E>> {
  const engine = await start();
  let current: EngineProcess | null = engine;
  const stopping = new AbortController();

  async function startAgain(failures: number): Promise<void> {
    await setTimeout(Math.min(LONGEST_PAUSE_MS, 200 * 2 ** failures), null, { signal: stopping.signal });
    try {
      current = await start(engine.port);
      warn(`${name} runs again.`);
    } catch (error) {
      warn(`${name} does not start again: ${messageOf(error)}`);
      await startAgain(failures + 1);
    }
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await current?.exited;
      current = null;
      if (stopping.signal.aborted) return;
      warn(`${name} ended by itself. Starting it again.`);
      await startAgain(0);
    }
  }

  const following = follow().catch((error: unknown) => {
    if (!stopping.signal.aborted) warn(`${name} is not watched any more: ${messageOf(error)}`);
  });
  return {
    engine,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await following;
      // A start that was under way when we were told to stop.
      await current?.stop();
    },
  };
}
