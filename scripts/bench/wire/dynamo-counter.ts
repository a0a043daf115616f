import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request } from "node:http";

/** One call to DynamoDB, seen on the wire. */
export interface DynamoCall {
  /** `PutItem`, `Query`, `TransactWriteItems`, … */
  readonly operation: string;
  readonly status: number;
  /** Capacity that the engine says it consumed; 0 where it says nothing. */
  readonly writeUnits: number;
}

export interface DynamoCounter {
  readonly endpoint: string;
  /** The calls since the last time. */
  readonly take: () => DynamoCall[];
  readonly close: () => Promise<void>;
}

const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"]);

interface Capacity {
  readonly CapacityUnits?: number;
}

/**
 * A proxy in front of a DynamoDB engine that counts calls and the write units they consume: it asks the engine for
 * `ReturnConsumedCapacity` on every write, whatever the client asked for.
 */
export async function countDynamoCalls(endpoint: string): Promise<DynamoCounter> {
  const target = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  let calls: DynamoCall[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const operation =
      String(incoming.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    const sent = await bodyOf(incoming);
    const body = WRITES.has(operation) ? withCapacity(sent) : sent;
    const { "content-length": _length, host: _host, ...headers } = incoming.headers;
    const upstream = request({
      agent,
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...headers, host: target.host, "content-length": body.length },
    });
    upstream.on("error", () => outgoing.destroy());
    upstream.on("response", async (answer) => {
      const bytes = await bodyOf(answer);
      const status = answer.statusCode ?? 0;
      calls.push({ operation, status, writeUnits: WRITES.has(operation) ? consumedUnits(bytes) : 0 });
      outgoing.writeHead(status, answer.headers);
      outgoing.end(bytes);
    });
    upstream.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function withCapacity(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: "INDEXES" }));
}

/** Units of a write's answer: one table's, or the sum over the tables of a transaction or batch. */
function consumedUnits(body: Buffer): number {
  const { ConsumedCapacity } = JSON.parse(body.toString() || "{}") as {
    ConsumedCapacity?: Capacity | readonly Capacity[];
  };
  const tables = ConsumedCapacity === undefined ? [] : [ConsumedCapacity].flat();
  return tables.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
