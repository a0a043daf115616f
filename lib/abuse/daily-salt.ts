import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { LRUCache } from "lru-cache";
import { translated } from "@/lib/platform/translated";
import type { AbuseDeps } from "./abuse-deps";

export const DAY_MS = 24 * 60 * 60 * 1000;

const salts = new LRUCache<string, Promise<Uint8Array>>({ max: 64 });

/**
 * The random salt of the UTC day around `time` (milliseconds since the epoch), the same in every process. It is kept
 * for three days and then deleted, and with it goes every way to tell which network a tag of that day stood for.
 */
export function dailySalt(deps: AbuseDeps, time: number): Promise<Uint8Array> {
  const day = new Date(time).toISOString().slice(0, 10);
  const cacheKey = `${deps.dynamo.tables.activity}/${day}`;
  const known = salts.get(cacheKey);
  if (known !== undefined) return known;
  const salt = readOrMakeSalt(deps, day);
  salts.set(cacheKey, salt);
  salt.catch(() => salts.delete(cacheKey));
  return salt;
}

async function readOrMakeSalt(deps: AbuseDeps, day: string): Promise<Uint8Array> {
  const stored = await readSalt(deps, day);
  if (stored !== null) return stored;
  const salt = randomBytes(32);
  const endOfDay = Date.parse(day) + DAY_MS;
  try {
    await translated(
      deps.dynamo.documents.send(
        new PutCommand({
          TableName: deps.dynamo.tables.activity,
          Item: { ...saltKey(day), salt, expires_at: (endOfDay + 2 * DAY_MS) / 1000 },
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      ),
    );
    await deleteOldSalt(deps, day);
    return salt;
  } catch (error) {
    const winner = error instanceof ConditionalCheckFailedException ? await readSalt(deps, day) : null;
    if (winner === null) throw error;
    return winner;
  }
}

async function readSalt({ dynamo }: AbuseDeps, day: string): Promise<Uint8Array | null> {
  const command = new GetCommand({
    TableName: dynamo.tables.activity,
    Key: saltKey(day),
    ConsistentRead: true,
  });
  const { Item } = await translated(dynamo.documents.send(command));
  return Item === undefined ? null : (Item.salt as Uint8Array);
}

/** The table's TTL deletes days late, and an embedded engine never does. */
async function deleteOldSalt({ dynamo }: AbuseDeps, day: string): Promise<void> {
  const old = new Date(Date.parse(day) - 3 * DAY_MS).toISOString().slice(0, 10);
  const command = new DeleteCommand({ TableName: dynamo.tables.activity, Key: saltKey(old) });
  await dynamo.documents.send(command).catch(() => undefined);
}

function saltKey(day: string) {
  return { pk: "salt", sk: day };
}
