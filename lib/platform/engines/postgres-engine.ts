import { join } from "node:path";
import postgres from "postgres";
import { type Account, postgresAccount } from "./account";
import { EngineError, type EngineProcess, messageOf, startEngine } from "./engine";
import { endLeftover } from "./leftover";
import { ensureCluster, findPostgresBinaries, forgetServer, readServerStatus } from "./postgres-cluster";
import { ensureSecret } from "./secret";

/** A running embedded PostgreSQL; `databaseUrl` names the `stratum` database in it. */
export interface PostgresEngine extends EngineProcess {
  readonly databaseUrl: string;
}

interface PostgresEngineOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** More server settings (`name=value`), for tests. */
  readonly settings?: readonly string[];
}

/**
 * Starts PostgreSQL on a free port of 127.0.0.1 with its files in `<dataDir>/postgres`, made at first use.
 * A server that an earlier, killed run left behind is ended first.
 *
 * @throws EngineError when it cannot run here
 */
export async function startPostgres(
  dataDir: string,
  { port, settings = [] }: PostgresEngineOptions = {},
): Promise<PostgresEngine> {
  const bin = await findPostgresBinaries();
  const cluster = join(dataDir, "postgres");
  const { pid } = await readServerStatus(cluster);
  await endLeftover(pid, cluster, "SIGINT");
  if (pid !== null) await forgetServer(cluster);
  const account = await postgresAccount(dataDir, cluster, join(bin, "postgres"));
  const password = await ensureSecret(dataDir, "postgres-password");
  await ensureCluster(dataDir, cluster, bin, account, password);
  const engine = await startServer({ dataDir, cluster, bin, account, port, settings });
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

interface Server extends PostgresEngineOptions {
  readonly dataDir: string;
  readonly cluster: string;
  readonly bin: string;
  readonly account: Account;
}

function startServer({
  dataDir,
  cluster,
  bin,
  account,
  port,
  settings = [],
}: Server): Promise<EngineProcess> {
  return startEngine({
    name: "PostgreSQL",
    port,
    logFile: join(dataDir, "postgres.log"),
    account,
    stopSignal: "SIGINT",
    command: (free) => [join(bin, "postgres"), "-D", cluster, ...serverSettings(free, settings)],
    isReady: async (_port, pid) => {
      const status = await readServerStatus(cluster);
      return status.pid === pid && status.state === "ready";
    },
    // The second: processes of a killed server that have not noticed yet.
    retryAfter: /Address already in use|pre-existing shared memory block/,
  });
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

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = 'stratum'`;
    if (found.length === 0) await sql`CREATE DATABASE stratum`;
  } finally {
    await sql.end();
  }
}
