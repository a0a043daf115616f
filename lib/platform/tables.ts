import { setTimeout } from "node:timers/promises";
import {
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Env } from "./env";
import type { Dynamo } from "./runtime";

/** Index of the reports by city and time. */
const CITY_TIME_INDEX = "city_id-time";

type TableDefinition = Pick<
  CreateTableCommandInput,
  "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "StreamSpecification"
>;

const REPORTS: TableDefinition = {
  AttributeDefinitions: [
    { AttributeName: "geohash", AttributeType: "S" },
    { AttributeName: "timestamp_id", AttributeType: "S" },
    { AttributeName: "city_shard", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "geohash", KeyType: "HASH" },
    { AttributeName: "timestamp_id", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: CITY_TIME_INDEX,
      KeySchema: [
        { AttributeName: "city_shard", KeyType: "HASH" },
        { AttributeName: "timestamp_id", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};

const ACTIVITY: TableDefinition = {
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
};

/** A table of that name exists with other keys, indexes or stream. */
export class TableMismatchError extends Error {
  override readonly name = "TableMismatchError";
}

/**
 * Creates the two tables where they are missing, with TTL on `expires_at` and, on AWS, point-in-time recovery.
 * Safe to repeat and to race.
 *
 * @throws TableMismatchError when a table exists but is not ours
 */
export async function ensureTables(
  { documents, tables }: Pick<Dynamo, "documents" | "tables">,
  env: Pick<Env, "dynamodbEndpoint">,
): Promise<void> {
  await Promise.all([
    ensureTable(documents, tables.reports, REPORTS, env),
    ensureTable(documents, tables.activity, ACTIVITY, env),
  ]);
}

async function ensureTable(
  client: DynamoDBDocumentClient,
  name: string,
  definition: TableDefinition,
  { dynamodbEndpoint }: Pick<Env, "dynamodbEndpoint">,
): Promise<void> {
  const existing = await findTable(client, name);
  if (existing === null) await create(client, name, definition);
  await waitUntilTableExists({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 2 }, { TableName: name });
  const table = existing ?? (await findTable(client, name));
  if (table === null || shape(table) !== shape(definition)) {
    throw new TableMismatchError(
      `The DynamoDB table ${name} exists but has other keys, indexes or stream than Stratum needs. Set STRATUM_TABLE_PREFIX to another prefix.`,
    );
  }
  await ensureTimeToLive(client, name);
  if (existing === null && dynamodbEndpoint === null) await enableRecovery(client, name);
}

async function findTable(client: DynamoDBDocumentClient, name: string): Promise<TableDescription | null> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

async function create(client: DynamoDBDocumentClient, name: string, definition: TableDefinition) {
  try {
    await client.send(
      new CreateTableCommand({ TableName: name, BillingMode: "PAY_PER_REQUEST", ...definition }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** What must agree between a definition and a table, as one comparable string. */
function shape(table: TableDefinition | TableDescription): string {
  const keys = (schema: TableDefinition["KeySchema"]) =>
    (schema ?? []).map(({ AttributeName, KeyType }) => `${KeyType}:${AttributeName}`).sort();
  return JSON.stringify({
    keys: keys(table.KeySchema),
    attributes: (table.AttributeDefinitions ?? []).map((a) => `${a.AttributeName}:${a.AttributeType}`).sort(),
    indexes: (table.GlobalSecondaryIndexes ?? []).map((index) => [
      index.IndexName,
      index.Projection?.ProjectionType,
      ...keys(index.KeySchema),
    ]),
    stream: table.StreamSpecification?.StreamViewType ?? null,
  });
}

async function ensureTimeToLive(client: DynamoDBDocumentClient, name: string): Promise<void> {
  if (await hasTimeToLive(client, name)) return;
  const TimeToLiveSpecification = { Enabled: true, AttributeName: "expires_at" };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  } catch (error) {
    // Another starter may have been faster, which AWS answers with a validation error.
    if (!(await hasTimeToLive(client, name))) throw error;
  }
}

async function hasTimeToLive(client: DynamoDBDocumentClient, name: string): Promise<boolean> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  return status === "ENABLED" || status === "ENABLING";
}

/** A new table's backups are not available in its first seconds. */
const RECOVERY_TRIES = 10;

async function enableRecovery(client: DynamoDBDocumentClient, name: string): Promise<void> {
  const command = new UpdateContinuousBackupsCommand({
    TableName: name,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      if (!(error instanceof ContinuousBackupsUnavailableException) || attempt === RECOVERY_TRIES)
        throw error;
      await setTimeout(2_000);
    }
  }
}
