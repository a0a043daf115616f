import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { ensureTables } from "@/lib/platform/tables";
import { testRuntime } from "@/tests/support/test-runtime";

const runtime = await testRuntime();
const { sql, dynamo } = runtime;

describe("PostgreSQL client", () => {
  test("reads bigint and numeric as numbers and columns in camelCase, and leaves JSON keys alone", async () => {
    const [row] = await sql`
      SELECT count(*) AS report_count, 71.3::numeric AS overall_score, '{"still_there": 1}'::jsonb AS extra_data`;
    expect(row).toEqual({ reportCount: 1, overallScore: 71.3, extraData: { still_there: 1 } });
  });

  test("refuses a bigint that a number cannot hold", async () => {
    await expect(sql`SELECT 9007199254740993::bigint AS too_big`).rejects.toThrow(RangeError);
  });
});

describe("DynamoDB tables", () => {
  test("the reports table has the designed keys, index, stream, billing and TTL", async () => {
    const TableName = dynamo.tables.reports;
    const { Table } = await dynamo.documents.send(new DescribeTableCommand({ TableName }));
    const ttl = await dynamo.documents.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(Table).toMatchObject({
      KeySchema: [
        { AttributeName: "geohash", KeyType: "HASH" },
        { AttributeName: "timestamp_id", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "city_id-time",
          KeySchema: [
            { AttributeName: "city_shard", KeyType: "HASH" },
            { AttributeName: "timestamp_id", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    });
    expect(ttl.TimeToLiveDescription).toMatchObject({
      AttributeName: "expires_at",
      TimeToLiveStatus: "ENABLED",
    });
  });

  test("making the tables again, several at once, changes nothing and keeps the items", async () => {
    await dynamo.documents.send(
      new PutCommand({ TableName: dynamo.tables.activity, Item: { pk: "a", sk: "b" } }),
    );
    await Promise.all([1, 2, 3].map(() => ensureTables(dynamo, runtime.env)));
    const again = dynamo.documents.send(
      new PutCommand({
        TableName: dynamo.tables.activity,
        Item: { pk: "a", sk: "b" },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    await expect(again).rejects.toThrow(/conditional/i);
  });

  test("starters that race for new tables all succeed", async () => {
    const tables = { reports: `${dynamo.tables.reports}-race`, activity: `${dynamo.tables.activity}-race` };
    await Promise.all([1, 2, 3, 4].map(() => ensureTables({ ...dynamo, tables }, runtime.env)));
    await expect(
      dynamo.documents.send(new DescribeTableCommand({ TableName: tables.reports })),
    ).resolves.toHaveProperty("Table.TableStatus", "ACTIVE");
  });

  test("a table of that name with other keys is refused, by name", async () => {
    const tables = { reports: dynamo.tables.activity, activity: dynamo.tables.activity };
    await expect(ensureTables({ ...dynamo, tables }, runtime.env)).rejects.toThrow(dynamo.tables.activity);
  });
});
