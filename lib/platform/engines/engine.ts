import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Account } from "./account";
import { writePrivate } from "./secret";

/** An embedded engine cannot run here. The message says, in one paragraph, what is wrong and what to do. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

/** An engine process of ours. */
export interface EngineProcess {
  readonly pid: number;
  readonly port: number;
  /** Settles when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
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
interface Spawned {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 10_000;

/** Starts an engine process that ends with this process, kill -9 included where the system offers that. */
async function spawnEngine(command: Command): Promise<Spawned> {
  const [program, ...args] = [
    ...command.account.prefix,
    ...deathSignal(command.stopSignal),
    ...command.command,
  ];
  await writePrivate(command.logFile, "");
  const log = await open(command.logFile, "a");
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
  const exited = once(child, "exit").then(() => undefined);
  return {
    child,
    pid: child.pid as number,
    exited,
    stop: () => stopChild(child, exited, command.stopSignal),
  };
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

async function stopChild(child: ChildProcess, exited: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const late = setTimeout(STOP_TIMEOUT_MS, "late", { ref: false });
  if ((await Promise.race([exited, late])) === "late") child.kill("SIGKILL");
  await exited;
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** What it takes to bring an engine up. */
interface Start {
  /** For people: "PostgreSQL". */
  readonly name: string;
  /** Default: any free port. */
  readonly port: number | undefined;
  readonly logFile: string;
  readonly account: Account;
  readonly stopSignal: "SIGINT" | "SIGTERM";
  readonly command: (port: number) => readonly [string, ...string[]];
  readonly isReady: (port: number, pid: number) => Promise<boolean>;
  /** Words in the log after which another try makes sense. */
  readonly retryAfter: RegExp;
}

const START_TRIES = 6;
const START_TIMEOUT_MS = 60_000;

/**
 * Starts an engine and waits until it takes connections, on another port when the first was taken meanwhile.
 *
 * @throws EngineError with the engine's last words
 */
export async function startEngine(start: Start): Promise<EngineProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = start.port ?? (await findFreePort());
    const spawned = await spawnEngine({ ...start, command: start.command(port) });
    const { child, pid, exited, stop } = spawned;
    if (await untilReady(child, () => start.isReady(port, pid))) return { pid, port, exited, stop };
    await stop();
    const log = (await readFile(start.logFile, "utf8").catch(() => "")).trim();
    if (attempt === START_TRIES || !start.retryAfter.test(log)) {
      const words = log.split("\n").slice(-5).join("\n  ");
      throw new EngineError(
        `${start.name} did not start. Its last words, from ${start.logFile}:\n  ${words}`,
      );
    }
    await setTimeout(250);
  }
}

/** Asks `isReady` until it says yes, the process ends, or time is up; answers whether the engine is ready. */
async function untilReady(child: ChildProcess, isReady: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < giveUpAt) {
    if (await isReady()) return true;
    await setTimeout(20);
  }
  return false;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
