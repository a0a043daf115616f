import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ThrottlingProxy {
  readonly endpoint: string;
  /** Share of calls that are refused, 0 to 1. */
  rate: number;
  /** Refuse, or let the call happen and break the connection before the answer. */
  fault: "throttle" | "lose-answer";
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
