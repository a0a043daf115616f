import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ThrottlingProxy {
  readonly endpoint: string;
  /** Share of calls that are refused, 0 to 1. */
  rate: number;
  /** Refuse, let the call happen and break the connection before the answer, or do half of a batch. */
  fault: "throttle" | "lose-answer" | "half-batch";
  /** Attempts of each call, by the SDK's invocation id, since the proxy started. */
  readonly attempts: Map<string, number>;
  readonly close: () => Promise<void>;
}

/** Stands before a DynamoDB engine, which never throttles by itself, and refuses calls as AWS does. */
export async function startThrottlingProxy(target: string): Promise<ThrottlingProxy> {
  const attempts = new Map<string, number>();
  const random = repeatable();
  const server = createServer((incoming, outgoing) => {
    const invocation = String(incoming.headers["amz-sdk-invocation-id"]);
    attempts.set(invocation, (attempts.get(invocation) ?? 0) + 1);
    const isHit = random() < proxy.rate;
    if (isHit && proxy.fault === "throttle") refuse(incoming, outgoing);
    else if (isHit && proxy.fault === "half-batch") void forwardHalf(target, incoming, outgoing);
    else forward(target, incoming, outgoing, isHit);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: ThrottlingProxy = {
    endpoint: `http://127.0.0.1:${port}`,
    rate: 0,
    fault: "throttle",
    attempts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse): void {
  incoming.resume();
  const body = {
    __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    message: "The level of configured provisioned throughput for the table was exceeded.",
  };
  outgoing.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  loseAnswer: boolean,
): void {
  const { method, headers, url = "/" } = incoming;
  const upstream = request(new URL(url, target), { method, headers }, (answer) => {
    if (loseAnswer) {
      answer.resume().on("end", () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on("error", () => outgoing.destroy());
  incoming.pipe(upstream);
}

/** Does the first half of a batch call and answers the rest as unprocessed; other calls pass as they are. */
async function forwardHalf(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const call = JSON.parse(await text(incoming)) as { RequestItems?: Record<string, Batch> };
  const rest: Record<string, Batch> = {};
  for (const [table, batch] of Object.entries(call.RequestItems ?? {})) {
    if (Array.isArray(batch)) {
      const left = batch.splice(Math.ceil(batch.length / 2));
      if (left.length > 0) rest[table] = left;
    } else {
      const Keys = batch.Keys.splice(Math.ceil(batch.Keys.length / 2));
      if (Keys.length > 0) rest[table] = { ...batch, Keys };
    }
  }
  const headers = new Headers();
  for (const name of ["content-type", "x-amz-target", "authorization", "x-amz-date"]) {
    headers.set(name, String(incoming.headers[name]));
  }
  const answer = await fetch(target, { method: "POST", headers, body: JSON.stringify(call) });
  const done = (await answer.json()) as Record<string, unknown>;
  if ("UnprocessedItems" in done) done.UnprocessedItems = rest;
  if ("UnprocessedKeys" in done) done.UnprocessedKeys = rest;
  outgoing
    .writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" })
    .end(JSON.stringify(done));
}

/** Of BatchWriteItem, or of BatchGetItem. */
type Batch = unknown[] | { Keys: unknown[] };

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function repeatable(): () => number {
  let state = 20_261_121;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
