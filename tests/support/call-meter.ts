import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { Runtime } from "@/lib/platform/runtime";

const WRITES = new Set([
  "PutItemCommand",
  "UpdateItemCommand",
  "DeleteItemCommand",
  "TransactWriteItemsCommand",
]);

/** What a runtime asked of DynamoDB since the last `reset`. */
export interface CallMeter {
  /** Calls by command, such as `PutItemCommand`. */
  readonly calls: Map<string, number>;
  /** Write units by table or index, as the engine counts them on the wire. */
  readonly writeUnits: Map<string, number>;
  readonly reset: () => void;
}

/** Counts the calls of a runtime's document client and the write capacity they consumed. */
export function meterCalls({ dynamo }: Runtime): CallMeter {
  const calls = new Map<string, number>();
  const writeUnits = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, amount: number): void =>
    void to.set(key, (to.get(key) ?? 0) + amount);
  dynamo.documents.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      add(calls, command, 1);
      Object.assign(args.input, { ReturnConsumedCapacity: "INDEXES" });
      const result = await next(args);
      const { ConsumedCapacity: consumed } = result.output as {
        ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
      };
      if (WRITES.has(command)) for (const units of [consumed ?? []].flat()) addUnits(units);
      return result;
    },
    { step: "initialize", name: "meter", priority: "high" },
  );
  function addUnits({
    TableName = "",
    CapacityUnits = 0,
    GlobalSecondaryIndexes = {},
  }: ConsumedCapacity): void {
    const table = TableName.split("-").at(-1) ?? "";
    const byIndex = Object.entries(GlobalSecondaryIndexes);
    const indexUnits = byIndex.reduce((sum, [, index]) => sum + (index.CapacityUnits ?? 0), 0);
    add(writeUnits, table, CapacityUnits - indexUnits);
    for (const [name, index] of byIndex) add(writeUnits, name, index.CapacityUnits ?? 0);
  }
  return {
    calls,
    writeUnits,
    reset: () => {
      calls.clear();
      writeUnits.clear();
    },
  };
}
