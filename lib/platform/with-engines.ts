import { basename, join } from "node:path";
import { AppError } from "@/lib/http/problem";
import { DataDirHeldError } from "./engines/claim";
import { EngineError, messageOf } from "./engines/engine";
import { findRunningEngines, namedStores, type Settings, startEngines } from "./engines/engines";
import { EnvError, readEnv } from "./env";
import { MigrationError, migrate } from "./migrate";
import { PROJECT_ROOT } from "./project-root";
import { createRuntime, type Runtime } from "./runtime";
import { dataDirOf, localSecrets, readSettings } from "./settings";
import { ensureTables, TableMismatchError } from "./tables";

/** Settings that name both stores, and what to do when they are not needed any more. */
interface ResolvedEngines {
  readonly settings: Settings;
  /** True when the stores are the embedded engines, ours to migrate. */
  readonly embedded: boolean;
  stop(): Promise<void>;
}

/**
 * The stores for a script: the ones that the settings name, else the engines that run in the data directory already
 * (`npm start`), else engines of its own.
 */
async function resolveEngines(what: string): Promise<ResolvedEngines> {
  const settings = readSettings();
  const dataDir = dataDirOf(settings);
  const named = namedStores(settings);
  if (named.postgres && named.dynamodb) return { settings, embedded: false, stop: async () => undefined };
  const running = await findRunningEngines(dataDir);
  const engines =
    running === null ? await startEngines({ dataDir, what, settings, warn: console.warn }) : null;
  const secrets = await localSecrets(dataDir, settings);
  return {
    settings: { ...settings, ...secrets, STRATUM_DATA_DIR: dataDir, ...(running ?? engines?.settings) },
    embedded: true,
    stop: async () => engines?.stop(),
  };
}

/** Runs `work` with a runtime on the resolved engines, then closes and stops what was opened and started. */
export async function withEngines<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const engines = await resolveEngines(basename(process.argv[1] ?? "a script"));
  try {
    const runtime = createRuntime(readEnv(engines.settings));
    try {
      if (engines.embedded) await prepareStores(runtime);
      return await work(runtime);
    } finally {
      await closeRuntime(runtime);
    }
  } finally {
    await engines.stop();
  }
}

/** Brings both stores to the shape this checkout needs. */
export async function prepareStores(runtime: Runtime): Promise<void> {
  await Promise.all([
    migrate(runtime.sql, join(PROJECT_ROOT, "sql")),
    ensureTables(runtime.dynamo, runtime.env),
  ]);
}

export async function closeRuntime({ sql, dynamo }: Runtime): Promise<void> {
  dynamo.documents.destroy();
  dynamo.streams.destroy();
  await sql.end({ timeout: 5 });
}

/** The main of a script: `work` with engines; trouble that a person can mend is told in words, without a stack trace. */
export async function runScript(work: (runtime: Runtime) => Promise<void>): Promise<void> {
  try {
    await withEngines(work);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

const EXPLAINED = [EngineError, DataDirHeldError, EnvError, MigrationError, TableMismatchError, AppError];
const AWAY = new Set(["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "CONNECT_TIMEOUT", "ECONNRESET"]);

/** What to print for an error: its message when it was written for people, else everything there is. */
export function explain(error: unknown): unknown {
  if (EXPLAINED.some((kind) => error instanceof kind)) return messageOf(error);
  const { code } = error as { code?: unknown };
  return typeof code === "string" && AWAY.has(code) ? `A store does not answer: ${messageOf(error)}` : error;
}
