import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { BatchGetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { ensureTables } from "@/lib/platform/tables";
import { dataDirs } from "@/tests/support/data-dirs";
import { enginePids, untilItWorks } from "@/tests/support/engine-pids";
import { type EngineHost, endHost } from "@/tests/support/start-engine-host";

const dirs = dataDirs();

/** Puts items and inserts rows from several clients until the engines are gone, noting what was acknowledged. */
async function burst({ runtime: { dynamo, sql } }: EngineHost, items: string[], rows: string[]) {
  const putUntilGone = async () => {
    for (;;) {
      const pk = randomUUID();
      await dynamo.documents.send(
        new PutCommand({
          TableName: dynamo.tables.activity,
          Item: { pk, sk: "burst" },
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
      items.push(pk);
    }
  };
  const insertUntilGone = async () => {
    for (;;) {
      const id = randomUUID();
      await sql`INSERT INTO burst VALUES (${id})`;
      rows.push(id);
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, () => [putUntilGone(), insertUntilGone()]).flat());
}

async function storedItems({ runtime: { dynamo } }: EngineHost, keys: readonly string[]): Promise<number> {
  let found = 0;
  for (let start = 0; start < keys.length; start += 100) {
    const Keys = keys.slice(start, start + 100).map((pk) => ({ pk, sk: "burst" }));
    const { Responses } = await dynamo.documents.send(
      new BatchGetCommand({ RequestItems: { [dynamo.tables.activity]: { Keys } } }),
    );
    found += Responses?.[dynamo.tables.activity]?.length ?? 0;
  }
  return found;
}

test("every write that was acknowledged before a kill -9 is there after the restart", async () => {
  const dataDir = await dirs.makeUsed();
  const first = await dirs.host(dataDir);
  await ensureTables(first.runtime.dynamo, first.runtime.env);
  await first.runtime.sql`CREATE TABLE burst (id uuid PRIMARY KEY)`;
  const items: string[] = [];
  const rows: string[] = [];
  const writing = burst(first, items, rows);
  while (items.length < 200 || rows.length < 50) await setTimeout(10);
  await endHost(first, "SIGKILL");
  // On a system that does not end the engines with their host, this start does.
  const second = await dirs.host(dataDir);
  await writing;

  expect(await storedItems(second, items)).toBe(items.length);
  expect(await second.runtime.sql`SELECT id FROM burst WHERE id = ANY(${rows})`).toHaveLength(rows.length);
});

test("engines that are killed themselves come back on the same ports with what they acknowledged", async () => {
  const dataDir = await dirs.makeUsed();
  const host = await dirs.host(dataDir);
  const { sql, dynamo } = host.runtime;
  await ensureTables(dynamo, host.runtime.env);
  await sql`CREATE TABLE burst (id int)`;
  await sql`INSERT INTO burst VALUES (1)`;
  const put = new PutCommand({ TableName: dynamo.tables.activity, Item: { pk: "a", sk: "burst" } });
  await dynamo.documents.send(put);

  for (const pid of Object.values(await enginePids(dataDir))) process.kill(pid, "SIGKILL");

  expect(await untilItWorks(() => sql`SELECT id FROM burst`)).toEqual([{ id: 1 }]);
  await untilItWorks(() => dynamo.documents.send(put));
  expect(await storedItems(host, ["a"])).toBe(1);
});
