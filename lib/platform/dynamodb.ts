import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { boundedCalls } from "./bounded-calls";
import type { Env } from "./env";
import type { Dynamo } from "./runtime";

// The SDK is pinned to a version that supports this Node; its notice about later versions is noise in every log.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

type DynamoEnv = Pick<Env, "dynamodbEndpoint" | "awsRegion" | "tablePrefix">;

/** Calls under way at once in a process; more wait their turn. */
const MAX_CALLS = 64;

/**
 * The DynamoDB clients. At most three attempts a call, with jitter; connections are kept open and reused; a burst
 * waits in line instead of timing out.
 */
export function createDynamo(env: DynamoEnv): Dynamo {
  const settings = clientSettings(env);
  const client = new DynamoDBClient(settings);
  const inTurn = boundedCalls(MAX_CALLS);
  client.middlewareStack.add((next) => (args) => inTurn(() => next(args)), {
    step: "initialize",
    name: "inTurn",
  });
  return {
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    streams: new DynamoDBStreamsClient(settings),
    tables: { reports: `${env.tablePrefix}reports`, activity: `${env.tablePrefix}activity` },
  };
}

function clientSettings({ dynamodbEndpoint, awsRegion }: DynamoEnv) {
  return {
    region: awsRegion,
    maxAttempts: 3,
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 128 },
      httpsAgent: { keepAlive: true, maxSockets: 128 },
    },
    ...(dynamodbEndpoint === null ? {} : { endpoint: dynamodbEndpoint }),
    ...localCredentials(dynamodbEndpoint),
  };
}

/** Local engines accept any credentials, and must never be sent real ones. */
export function localCredentials(endpoint: string | null) {
  if (endpoint === null || !["127.0.0.1", "localhost", "[::1]"].includes(new URL(endpoint).hostname))
    return {};
  return { credentials: { accessKeyId: "local", secretAccessKey: "local" } };
}

const REFUSALS: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "ThrottlingError",
  "ProvisionedThroughputExceededException",
  "ProvisionedThroughputExceeded",
  "RequestLimitExceeded",
  "LimitExceededException",
  "InternalServerError",
  "ServiceUnavailable",
  "TimeoutError",
  "AbortError",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);

/**
 * Turns "DynamoDB is throttling, away or broken" into an AppError `unavailable` (503 with Retry-After); any other
 * error, a failed condition above all, is returned as it came.
 *
 * @example try { await documents.send(command); } catch (error) { throw translateDynamoError(error); }
 */
export function translateDynamoError(error: unknown): unknown {
  if (!isRefusal(error)) return error;
  return new AppError("unavailable", "The report store cannot take this right now. Try again in a moment.", {
    retryAfterSeconds: 2,
    cause: error,
  });
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata, CancellationReasons } = error as AwsError;
  return (
    REFUSALS.has(error.name) ||
    (code !== undefined && REFUSALS.has(code)) ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    (CancellationReasons ?? []).some((reason) => reason.Code !== undefined && REFUSALS.has(reason.Code))
  );
}

interface AwsError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}
