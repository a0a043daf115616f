import { readFile } from "node:fs/promises";

const EVERY_MS = 500;

/**
 * Calls `onGone` once when the npm that started this process is gone. npm runs a shell that runs us, and that shell
 * keeps the signals npm passes on to itself, so a stopped npm would leave everything running.
 */
export async function watchLauncher(onGone: () => void): Promise<void> {
  if (!process.env.npm_lifecycle_event) return;
  const before = await ancestors();
  const timer = setInterval(async () => {
    if ((await ancestors()) === before) return;
    clearInterval(timer);
    onGone();
  }, EVERY_MS);
  timer.unref();
}

/** The parent's process number, and where the system tells it easily its parent's. */
async function ancestors(): Promise<string> {
  const parent = process.ppid;
  const stat = await readFile(`/proc/${parent}/stat`, "utf8").catch(() => "");
  const grandparent = /\) \S (\d+)/.exec(stat)?.[1];
  return `${parent} ${grandparent}`;
}
