import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { EngineError } from "./engine";

const run = promisify(execFile);
const PATIENCE_MS = 15_000;

/**
 * Ends an engine that a killed run left behind, and waits until it is gone. A process counts as ours only when its
 * command line names `evidence`, the path of our own data; any other process with that number is left alone.
 *
 * @throws EngineError when it does not end
 */
export async function endLeftover(
  pid: number | null,
  evidence: string,
  signal: NodeJS.Signals,
): Promise<void> {
  if (pid === null || !(await isOurs(pid, evidence))) return;
  const giveUpAt = Date.now() + PATIENCE_MS;
  send(pid, signal);
  while (await isOurs(pid, evidence)) {
    if (Date.now() > giveUpAt) {
      throw new EngineError(
        `Process ${pid} of an earlier run still uses ${evidence} and does not end. End it, then start again.`,
      );
    }
    await setTimeout(50);
  }
}

async function isOurs(pid: number, evidence: string): Promise<boolean> {
  return (await commandLine(pid)).includes(evidence);
}

/** Empty when there is no such process, or the system does not tell. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === "win32") return "";
  if (process.platform === "linux") {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ");
  }
  return run("ps", ["-o", "args=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
