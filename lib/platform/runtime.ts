import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import { createDynamo } from "./dynamodb";
import { type Env, readEnv } from "./env";
import { createLogger } from "./log";
import { createPostgres } from "./postgres";

/** The DynamoDB side: one document client, one streams client, and the table names in use. */
export interface Dynamo {
  readonly documents: DynamoDBDocumentClient;
  readonly streams: DynamoDBStreamsClient;
  readonly tables: {
    /** `stratum-reports`: the reports, keyed by geohash and timestamp_id. */
    readonly reports: string;
    /** `stratum-activity`: markers, messages, limits, challenges — item collections under `pk`, `sk`. */
    readonly activity: string;
  };
}

/** What the edges (route handlers, workers, scripts) hand to the code below them. */
export interface Runtime {
  readonly env: Env;
  readonly sql: Sql;
  readonly dynamo: Dynamo;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const key = Symbol.for("stratum.runtime");
const shared = globalThis as { [key]?: Runtime };

/** The process-wide runtime, made at first use from the process environment. */
export function getRuntime(): Runtime {
  shared[key] ??= createRuntime(readEnv(process.env));
  return shared[key];
}

export function createRuntime(env: Env): Runtime {
  return {
    env,
    sql: createPostgres(env),
    dynamo: createDynamo(env),
    log: createLogger(env),
    now: Date.now,
  };
}
