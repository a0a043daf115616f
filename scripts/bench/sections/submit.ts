import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { v7 } from "uuid";
import * as reportsRoute from "@/app/api/reports/route";
import { limiterFlushed } from "@/lib/abuse/limiter";
import { readEnv } from "@/lib/platform/env";
import { createRuntime, type Dynamo } from "@/lib/platform/runtime";
import { closeRuntime } from "@/lib/platform/with-engines";
import { draftReport } from "@/lib/reports/draft-report";
import { toItem } from "@/lib/reports/report-item";
import { type AppKind, startApp } from "../app-server";
import { HttpClient } from "../http-client";
import { type Comparison, compare, type Figure, figure, type SectionResult } from "../result";
import { randomNumbers } from "../sample-reports";
import { inTurns, quantile } from "../statistics";
import type { BenchStores } from "../throwaway-engines";
import { countDynamoCalls } from "../wire/dynamo-counter";

const CLIENTS = [1, 8] as const;
const REQUESTS_PER_ROUND = 400;
const REPORTS_COUNTED = 300;
/** Reports of one sender before the next one comes: what a person sends in an hour, and just below the limit. */
const SENDERS = { usual: 3, eager: 50 } as const;

const random = randomNumbers(3);

/** A report somewhere in San Francisco, made now. */
function newReport() {
  return {
    id: v7(),
    lat: 37.72 + random() * 0.08,
    lng: -122.5 + random() * 0.1,
    layer: "infrastructure" as const,
    category: "pothole",
    severity: 3 as const,
    note: "Deep enough to lose a wheel in",
  };
}

let sent = 0;

/** Headers of the sender of the next report; every `perSender` reports another device in another network. */
function nextSender(perSender: number): Record<string, string> {
  const sender = Math.floor(sent++ / perSender);
  const address = `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`;
  return { "x-device-id": `bench-device-${sender}`, "x-forwarded-for": address };
}

/** The whole way of a report through HTTP, checks and limits beside the bare conditional put that it ends in. */
export async function benchSubmit(
  stores: BenchStores,
  rounds: number,
  kinds: readonly AppKind[],
): Promise<SectionResult> {
  const comparisons: Comparison[] = [];
  const figures: Figure[] = [];
  for (const kind of kinds) {
    const app = await startApp(kind, stores);
    const client = new HttpClient(app.port);
    try {
      for (const clients of CLIENTS) {
        const latencies = await inTurns(rounds, {
          pipeline: () => measure(clients, () => postReport(client)),
          put: () => measure(clients, () => putBare(stores.runtime.dynamo)),
        });
        const at = (share: number, of: readonly number[][]) => of.map((round) => quantile(round, share));
        const name = `${kind === "next" ? "built app" : "handler on node:http"}, ${clients} ${clients === 1 ? "client" : "clients"}`;
        const common = { other: "bare put", kind: "overhead" as const };
        for (const [label, share, atMost] of [
          ["p50", 0.5, 1.8],
          ["p99", 0.99, 1.5],
        ] as const) {
          comparisons.push(
            compare({
              ...common,
              name: `${name}, ${label}`,
              stratum: at(share, latencies.pipeline),
              others: at(share, latencies.put),
              target: { atMost },
            }),
          );
        }
        const p99 = quantile(latencies.pipeline.flat(), 0.99);
        figures.push(figure(`${name}: p99 of all`, p99, "ms", { text: "far under 80 ms", met: p99 < 60 }));
      }
    } finally {
      client.close();
      await app.stop();
    }
  }
  figures.push(...(await countWriteUnits(stores)));
  return {
    id: "submit",
    title: "POST /api/reports",
    notes: [
      `${REQUESTS_PER_ROUND} requests a round; client, app and engine share this machine. Abuse limits are on, a sender sends ${SENDERS.usual} reports.`,
      "The bare put is the same item on the same table, straight from the SDK: it has no HTTP server, no checks and no second process in between.",
    ],
    comparisons,
    figures,
  };
}

/** Latencies in milliseconds of `REQUESTS_PER_ROUND` calls by `clients` callers, each waiting for its answer. */
async function measure(clients: number, call: () => Promise<void>): Promise<number[]> {
  const latencies: number[] = [];
  let left = REQUESTS_PER_ROUND;
  const callers = Array.from({ length: clients }, async () => {
    while (left-- > 0) {
      const start = performance.now();
      await call();
      latencies.push(performance.now() - start);
    }
  });
  await Promise.all(callers);
  return latencies;
}

async function postReport(client: HttpClient): Promise<void> {
  const { status, body } = await client.post("/api/reports", newReport(), nextSender(SENDERS.usual));
  if (status !== 201) throw new Error(`POST /api/reports answered ${status}: ${body}`);
}

async function putBare({ documents, tables }: Dynamo): Promise<void> {
  const { report, shard } = draftReport(newReport(), Date.now(), {
    author: "a".repeat(22),
    source: "s".repeat(16),
  });
  await documents.send(
    new PutCommand({
      TableName: tables.reports,
      Item: toItem(report, shard),
      ConditionExpression: "attribute_not_exists(geohash)",
    }),
  );
}

/** Write units per acknowledged report, all calls on the wire counted: for people, and for who stays just in the limits. */
async function countWriteUnits({ settings }: BenchStores): Promise<Figure[]> {
  const counter = await countDynamoCalls(settings.DYNAMODB_ENDPOINT ?? "");
  const runtime = createRuntime(
    readEnv({
      ...settings,
      DYNAMODB_ENDPOINT: counter.endpoint,
      STRATUM_LIMITS: "on",
      STRATUM_TRUST_PROXY: "1",
    }),
  );
  const figures: Figure[] = [];
  const post = (perSender: number) =>
    reportsRoute.POST(
      new Request("http://localhost/api/reports", {
        method: "POST",
        headers: { ...nextSender(perSender), "content-type": "application/json" },
        body: JSON.stringify(newReport()),
      }),
      { params: Promise.resolve({}) },
      runtime,
    );
  try {
    // The first report of a day makes the day's salt.
    await post(1);
    for (const [who, perSender] of Object.entries(SENDERS)) {
      sent = Math.ceil(sent / 1000) * 1000;
      counter.take();
      for (let i = 0; i < REPORTS_COUNTED; i++) {
        const { status } = await post(perSender);
        if (status !== 201) throw new Error(`a report was answered ${status}`);
      }
      await limiterFlushed();
      const calls = counter.take();
      const ofReports = calls.filter(({ operation }) => operation === "PutItem");
      const units = (of: typeof calls) =>
        of.reduce((sum, { writeUnits }) => sum + writeUnits, 0) / REPORTS_COUNTED;
      const name = `write units per report, ${who} senders (${perSender} reports each)`;
      const limits = units(calls) - units(ofReports);
      figures.push(
        figure(`${name}: report`, units(ofReports), "units", { text: "2", met: units(ofReports) === 2 }),
        figure(`${name}: limits`, limits, "units", { text: "at most 0.5", met: limits <= 0.5 }),
      );
    }
  } finally {
    await closeRuntime(runtime);
    await counter.close();
  }
  return figures;
}
