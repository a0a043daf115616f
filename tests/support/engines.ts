import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type DynamoEngineKind, startDynamo } from "@/lib/platform/engines/dynamo-engine";
import { startPostgres } from "@/lib/platform/engines/postgres-engine";
import { migrate } from "@/lib/platform/migrate";
import { PROJECT_ROOT } from "@/lib/platform/project-root";

/** Where the engines of this test run are; `test-runtime.ts` gives each test file its own corner of them. */
export interface TestEngines {
  /** Database with all migrations applied, copied for each test file. */
  readonly templateUrl: string;
  readonly dynamodbEndpoint: string;
}

declare module "vitest" {
  interface ProvidedContext {
    engines: TestEngines;
  }
}

/** Vitest's global set-up of the integration tests: one PostgreSQL and one DynamoDB engine for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "stratum-test-"));
  // Nothing here outlives the run, so the disk need not be waited for.
  const settings = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];
  const [database, dynamo] = await Promise.all([
    startPostgres(dataDir, { settings }),
    startDynamo(dataDir, { kind: chosenDynamo() }),
  ]);
  const sql = postgres(database.databaseUrl, { max: 1, onnotice: () => undefined });
  await migrate(sql, join(PROJECT_ROOT, "sql"));
  await sql.end();
  project.provide("engines", { templateUrl: database.databaseUrl, dynamodbEndpoint: dynamo.endpoint });
  return async () => {
    await Promise.all([database.stop(), dynamo.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
}

function chosenDynamo(): DynamoEngineKind {
  const chosen = process.env.STRATUM_TEST_DYNAMO ?? "dynoxide";
  if (chosen !== "dynoxide" && chosen !== "local") {
    throw new Error(`STRATUM_TEST_DYNAMO must be dynoxide or local, not ${chosen}`);
  }
  return chosen;
}
