import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { startDynamo } from "@/lib/platform/engines/dynamo-engine";
import { startPostgres } from "@/lib/platform/engines/postgres-engine";
import { readEnv } from "@/lib/platform/env";
import { createPostgres } from "@/lib/platform/postgres";
import { createRuntime, type Runtime } from "@/lib/platform/runtime";
import { closeRuntime, prepareStores } from "@/lib/platform/with-engines";

/** Engines of one benchmark run, with the settings that `npm start` gives its own. */
export interface BenchStores {
  readonly runtime: Runtime;
  /** A connection without the time limit of the runtime's. */
  readonly admin: Sql;
  /** Settings that lead another process, or a runtime behind a proxy, to the same stores. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts both engines on a folder of their own, migrated and empty; `stop` removes everything. */
export async function startBenchStores(): Promise<BenchStores> {
  const dataDir = await mkdtemp(join(tmpdir(), "stratum-bench-"));
  const [postgres, dynamo] = await Promise.all([startPostgres(dataDir), startDynamo(dataDir)]);
  const settings = {
    NODE_ENV: "production",
    DATABASE_URL: postgres.databaseUrl,
    DYNAMODB_ENDPOINT: dynamo.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    STRATUM_DATA_DIR: dataDir,
    STRATUM_SECRET: "the-secret-of-the-benchmark-is-no-secret",
    STRATUM_LIMITS: "off",
    STRATUM_LOG_LEVEL: "warn",
    NEXTAUTH_SECRET: "the-secret-of-the-benchmark-is-no-secret",
  };
  const runtime = createRuntime(readEnv(settings));
  await prepareStores(runtime);
  const admin = createPostgres({ ...runtime.env, databasePoolSize: 1 }, { statementTimeoutMs: 0 });
  const stop = async () => {
    await admin.end({ timeout: 5 });
    await closeRuntime(runtime);
    await Promise.all([postgres.stop(), dynamo.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { runtime, admin, settings, stop };
}
