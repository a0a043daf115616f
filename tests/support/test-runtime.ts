import { randomBytes } from "node:crypto";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { readEnv } from "@/lib/platform/env";
import { createRuntime, type Runtime } from "@/lib/platform/runtime";
import { ensureTables } from "@/lib/platform/tables";

/**
 * A runtime on the real engines with an empty, migrated database and empty tables of its own; both go when the file's
 * tests are over. Call it at the top of a test file:
 *
 * @example const runtime = await testRuntime();
 * @example const lifted = await testRuntime({ STRATUM_LIMITS: "off" });
 * @param settings environment variables that differ from the tests' own
 */
export async function testRuntime(settings: Readonly<Record<string, string>> = {}): Promise<Runtime> {
  const { templateUrl, dynamodbEndpoint } = inject("engines");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = new URL(templateUrl).pathname.slice(1);
  await administer(templateUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const runtime = createRuntime(
    readEnv({
      NODE_ENV: "test",
      DATABASE_URL: withDatabase(templateUrl, name),
      DATABASE_POOL_SIZE: "8",
      DYNAMODB_ENDPOINT: dynamodbEndpoint,
      STRATUM_TABLE_PREFIX: `${name}-`,
      STRATUM_SECRET: "the-secret-of-the-tests-is-no-secret",
      STRATUM_LOG_LEVEL: "silent",
      ...settings,
    }),
  );
  await ensureTables(runtime.dynamo, runtime.env);
  afterAll(async () => {
    const { documents, streams, tables } = runtime.dynamo;
    await Promise.all(
      Object.values(tables).map((table) => documents.send(new DeleteTableCommand({ TableName: table }))),
    );
    documents.destroy();
    streams.destroy();
    await runtime.sql.end({ timeout: 5 });
    await administer(templateUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return runtime;
}

/** Runs one statement from the `postgres` database: a database that is being copied must have no session in it. */
async function administer(templateUrl: string, statement: string): Promise<void> {
  const sql = postgres(withDatabase(templateUrl, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
