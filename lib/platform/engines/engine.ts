import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Account } from "./account";

/** An embedded engine cannot run here. The message says, in one paragraph, what is wrong and what to do. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

/** An engine process of ours. */
export interface EngineProcess {
  readonly pid: number;
  readonly port: number;
  /** Ends the engine in order and waits until it is gone. */
  stop(): Promise<void>;
}

interface Command {
  readonly command: readonly [string, ...string[]];
  readonly account: Account;
  /** The engine's own output goes here; the file starts empty. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Signal that asks the engine to end in order. */
  readonly stopSignal: "SIGINT" | "SIGTERM";
}

/** A started process whose readiness is not known yet. */
export interface Spawned {
  readonly child: ChildProcess;
  readonly pid: number;
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 10_000;

/** Starts an engine process that ends with this process, kill -9 included where the system offers that. */
export async function spawnEngine(command: Command): Promise<Spawned> {
  const [program, ...args] = [
    ...command.account.prefix,
    ...deathSignal(command.stopSignal),
    ...command.command,
  ];
  const log = await open(command.logFile, "w", 0o600);
  const child = spawn(program as string, args, {
    stdio: ["ignore", log.fd, log.fd],
    env: { ...baseEnvironment(), ...command.env },
    ...command.account.ids,
    // Its own process group: Ctrl-C in the terminal reaches the supervisor, which then stops things in order.
    detached: process.platform !== "win32",
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    throw new EngineError(`${command.command[0]} cannot be run: ${messageOf(error)}`, { cause: error });
  } finally {
    await log.close();
  }
  return { child, pid: child.pid as number, stop: () => stopChild(child, command.stopSignal) };
}

/** Linux can end a process with its parent; elsewhere the next start finds and ends what was left behind. */
function deathSignal(signal: string): string[] {
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => existsSync(path));
  return process.platform === "linux" && setpriv !== undefined
    ? [setpriv, "--pdeathsig", signal.slice(3)]
    : [];
}

/** Engines get no secrets of ours, and speak English in their logs. */
function baseEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, JAVA_HOME } = process.env;
  return { NODE_ENV, PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, JAVA_HOME, LC_ALL: "C" };
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  const late = setTimeout(STOP_TIMEOUT_MS, "late", { ref: false });
  if ((await Promise.race([gone, late])) === "late") {
    child.kill("SIGKILL");
    await gone;
  }
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/**
 * Asks `ready` until it says yes, the process ends, or time is up.
 *
 * @returns whether the engine became ready
 */
export async function untilReady(
  child: ChildProcess,
  ready: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const giveUpAt = Date.now() + timeoutMs;
  while (child.exitCode === null && child.signalCode === null && Date.now() < giveUpAt) {
    if (await ready()) return true;
    await setTimeout(20);
  }
  return false;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
