import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** The process numbers of the PostgreSQL and the DynamoDB engine that run in a data directory. */
export async function enginePids(dataDir: string): Promise<{ postgres: number; dynamodb: number }> {
  const [postgres, dynamodb] = await Promise.all([
    readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8"),
    readFile(join(dataDir, "dynamodb", "engine.pid"), "utf8"),
  ]);
  return { postgres: Number(postgres.split("\n")[0]), dynamodb: Number(dynamodb) };
}

/** Whether a process with that number runs; one that ended and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Repeats `work` until it succeeds; fails with its last error when it does not within half a minute. */
export async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await setTimeout(50);
    }
  }
}
