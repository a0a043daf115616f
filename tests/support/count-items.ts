import { QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Runtime } from "@/lib/platform/runtime";

type Item = Record<string, unknown>;

/** Every item of one of the two tables. */
export async function scanTable({ dynamo }: Runtime, table: "reports" | "activity"): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: { Items?: Item[]; LastEvaluatedKey?: Item } = await dynamo.documents.send(
      new ScanCommand({ TableName: dynamo.tables[table], ExclusiveStartKey: start }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** Every item of one collection of the activity table. */
export async function collection({ dynamo }: Runtime, pk: string): Promise<Item[]> {
  const page = await dynamo.documents.send(
    new QueryCommand({
      TableName: dynamo.tables.activity,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
    }),
  );
  return page.Items ?? [];
}
