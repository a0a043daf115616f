import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "@/lib/platform/project-root";

/** `npm start` as a process of its own. */
export interface StartedApp {
  readonly child: ChildProcess;
  /** Where it says it serves. */
  readonly url: string;
}

/**
 * Starts the app on a free port and waits until it says that it is ready. It uses the build that the browser tests
 * use.
 *
 * @throws Error with everything it said when it ends instead
 */
export async function startApp(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedApp> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      PORT: "0",
      STRATUM_DATA_DIR: dataDir,
      STRATUM_DIST_DIR: ".next-test",
      STRATUM_SEED: "0",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<string>((resolve) => {
    lines.on("line", (line) => {
      said.push(line);
      const url = /^Stratum is ready: (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([ready, once(child, "close").then(() => null)]);
  if (url === null) throw new Error(said.join("\n"));
  return { child, url };
}

/** Ends the app in order, or the hard way, and waits until it is gone. */
export async function endApp(
  { child }: StartedApp,
  signal: "SIGTERM" | "SIGKILL" = "SIGTERM",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
