import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { Settings } from "@/lib/platform/engines/engines";
import { PROJECT_ROOT } from "@/lib/platform/project-root";

/** A Node process of `npm start`. */
export interface Child {
  /** The exit code when it ends; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Asks it to end, and ends it the hard way when it takes too long. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 4_000;
const GUARD = new URL("end-with-parent.mjs", import.meta.url).href;

/** Runs Node in the checkout with the output prefixed by `label`; the process ends when this one does. */
export function startChild(label: string, args: readonly string[], settings: Settings): Child {
  const child = spawn(process.execPath, ["--import", GUARD, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...settings, STRATUM_PARENT_PID: String(process.pid) },
    stdio: ["pipe", "pipe", "pipe"],
    // Ctrl-C reaches this process alone, which then stops things in order.
    detached: process.platform !== "win32",
  });
  child.stdin.on("error", () => undefined);
  prefixLines(child.stdout, label);
  prefixLines(child.stderr, label);
  const exited = once(child, "exit").then(([code]: (number | null)[]) => code ?? null);
  return { exited, stop: () => stopChild(child, exited) };
}

function prefixLines(stream: Readable, label: string): void {
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim() !== "") console.log(`${label.padEnd(6)} | ${line}`);
  });
}

async function stopChild(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const late = setTimeout(STOP_TIMEOUT_MS, "late", { ref: false });
  if ((await Promise.race([exited, late])) === "late") child.kill("SIGKILL");
  await exited;
}
