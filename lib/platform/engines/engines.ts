import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { claimDataDir, findHolder } from "./claim";
import { startDynamo } from "./dynamo-engine";
import { EngineError, messageOf } from "./engine";
import { keepRunning } from "./keep-running";
import { startPostgres } from "./postgres-engine";
import { writePrivate } from "./secret";

/** Environment variables by name; what engines add to a process's settings. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** Engines of this process, and the hold on the data directory that goes with them. */
export interface Engines {
  /** The settings that lead other processes to the engines. */
  readonly settings: Settings;
  stop(): Promise<void>;
}

interface StartOptions {
  readonly dataDir: string;
  /** What this process is, for people: `npm start`. */
  readonly what: string;
  /** Where it is going to serve pages, if it does. */
  readonly url?: string;
  /** The settings so far: a store that they name gets no engine. */
  readonly settings: Settings;
  readonly warn: (message: string) => void;
}

/** Which stores the settings name, so that no embedded engine is needed for them. */
export function namedStores(settings: Settings): { readonly postgres: boolean; readonly dynamodb: boolean } {
  const postgres = Boolean(settings.DATABASE_URL);
  return {
    postgres,
    // A region alone is on many a developer's machine; together with a database it means production.
    dynamodb: Boolean(settings.DYNAMODB_ENDPOINT) || (postgres && Boolean(settings.AWS_REGION)),
  };
}

/**
 * Takes the data directory and starts the engines that the settings do not name, both at once.
 *
 * @throws DataDirHeldError when another live process holds the directory
 * @throws EngineError when an engine cannot run here
 */
export async function startEngines({ dataDir, what, url, settings, warn }: StartOptions): Promise<Engines> {
  await makeDataDir(dataDir);
  const claim = await claimDataDir(dataDir, what, url);
  const named = namedStores(settings);
  const started = await Promise.allSettled([
    named.postgres
      ? null
      : keepRunning("PostgreSQL", (port) => startPostgres(dataDir, { ...(port && { port }) }), warn),
    named.dynamodb
      ? null
      : keepRunning("The DynamoDB engine", (port) => startDynamo(dataDir, { ...(port && { port }) }), warn),
  ]);
  const [postgres, dynamo] = started.map((result) => (result.status === "fulfilled" ? result.value : null));
  const stop = async () => {
    await Promise.all([postgres?.stop(), dynamo?.stop()]);
    await rm(join(dataDir, STATE_FILE), { force: true });
    await claim.release();
  };
  const failed = started.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const found = {
    ...(postgres && "databaseUrl" in postgres.engine && { DATABASE_URL: postgres.engine.databaseUrl }),
    ...(dynamo && "endpoint" in dynamo.engine && localDynamo(dynamo.engine.endpoint)),
  };
  await writePrivate(join(dataDir, STATE_FILE), `${JSON.stringify(found, null, 2)}\n`);
  return { settings: found, stop };
}

/** The settings of the engines that another live process runs in the data directory; null when none does. */
export async function findRunningEngines(dataDir: string): Promise<Settings | null> {
  if ((await findHolder(dataDir)) === null) return null;
  const text = await readFile(join(dataDir, STATE_FILE), "utf8").catch(() => null);
  return text === null ? null : z.record(z.string(), z.string()).parse(JSON.parse(text));
}

const STATE_FILE = "engines.json";

function localDynamo(endpoint: string): Settings {
  return {
    DYNAMODB_ENDPOINT: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await writePrivate(join(dataDir, ".writable"), "");
    await rm(join(dataDir, ".writable"));
  } catch (error) {
    throw new EngineError(
      `The data directory ${dataDir} cannot be written: ${messageOf(error)}\nStart Stratum as its owner, or set STRATUM_DATA_DIR to another directory.`,
      { cause: error },
    );
  }
}
