import postgres, { type Sql } from "postgres";
import type { Env } from "./env";

/** PostgreSQL type ids of `bigint` and `numeric`. */
const BIGINT = 20;
const NUMERIC = 1700;

interface PostgresOptions {
  /** Longest a statement may run, milliseconds; 0 lifts the limit (migrations, rebuilds). Default 15,000. */
  readonly statementTimeoutMs?: number;
}

/**
 * The PostgreSQL client: a lazy pool that connects at the first query.
 *
 * - Columns are snake_case in SQL and camelCase in rows and in `sql(object)`. Keys inside JSON values stay as they are.
 * - `bigint` and `numeric` arrive as numbers; one beyond ±2⁵³ throws instead of losing digits.
 * - A server that is away makes a query fail in about two seconds, and is found again within half a second of its return.
 */
export function createPostgres(
  env: Pick<Env, "databaseUrl" | "databaseSsl" | "databasePoolSize">,
  { statementTimeoutMs = 15_000 }: PostgresOptions = {},
): Sql {
  return postgres(env.databaseUrl, {
    max: env.databasePoolSize,
    ssl: { off: false, require: "require" as const, verify: "verify-full" as const }[env.databaseSsl],
    connect_timeout: 2,
    idle_timeout: 60,
    max_lifetime: 30 * 60,
    backoff: (retries: number) => Math.min(0.5, 0.02 * 2 ** retries),
    transform: { column: postgres.camel.column },
    onnotice: () => undefined,
    connection: {
      application_name: "stratum",
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
    },
    types: {
      wholeNumber: { to: BIGINT, from: [BIGINT], serialize: String, parse: parseWhole },
      decimal: { to: NUMERIC, from: [NUMERIC], serialize: String, parse: Number },
    },
  });
}

function parseWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`bigint ${text} is beyond the safe range of a number`);
  return value;
}
