import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { readEnv } from "@/lib/platform/env";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { createRuntime, type Runtime } from "@/lib/platform/runtime";

/** A process of its own with engines in it, to be killed. */
export interface EngineHost {
  readonly child: ChildProcess;
  /** A runtime on its engines; close it with `closeRuntime`. */
  readonly runtime: Runtime;
}

interface HostOptions {
  readonly uid?: number;
  /** Where the host looks for programs; empty: nowhere. */
  readonly path?: string;
}

/** Starts engines in another process. @throws Error with what the process said when it ended instead */
export async function startEngineHost(dataDir: string, { uid, path }: HostOptions = {}): Promise<EngineHost> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/engine-host.ts", dataDir], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, NODE_OPTIONS: "", TMPDIR: "/tmp", ...(path === undefined ? {} : { PATH: path }) },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const said = text(child.stderr);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "exit").then(() => null),
  ]);
  if (line === null) throw new Error(await said);
  const env = readEnv({
    ...JSON.parse(String(line[0])),
    STRATUM_SECRET: "the-secret-of-the-tests-is-no-secret",
    STRATUM_LOG_LEVEL: "silent",
  });
  return { child, runtime: createRuntime(env) };
}

/** Ends the host in order, or the hard way, and waits until it is gone. */
export async function endHost(
  { child }: EngineHost,
  signal: "SIGTERM" | "SIGKILL" = "SIGTERM",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
