import { setTimeout } from "node:timers/promises";
import { v7 } from "uuid";
import { encodeGeohash } from "@/lib/geo/geohash";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import type { Runtime } from "@/lib/platform/runtime";
import { startChild } from "@/lib/platform/start/child";
import { type AppKind, startApp } from "../app-server";
import { HttpClient } from "../http-client";
import { figure, type SectionResult } from "../result";
import { quantile } from "../statistics";
import type { BenchStores } from "../throwaway-engines";

const PER_SECOND = 50;
const POLL_MS = 25;
/** How long the last reports may take before they count as lost. */
const PATIENCE_MS = 15_000;
/** Clusters have cells of 8 characters here: each report stands in one of its own. */
const ZOOM = 18;
/** West and south corner of the empty sea where the reports go, degrees, and the way from one to the next. */
const WEST = -122.9;
const SOUTH = 37.3;
const STEP = { lon: 0.0005, lat: 0.0005 };

/** A report on its way to the map; the reports of one second lie in one row. */
interface Waiting {
  readonly row: number;
  readonly acknowledgedAt: number;
}

/** From the answer 201 until the report is in `GET /api/clusters`, with app and worker in processes of their own. */
export async function benchVisibility(
  stores: BenchStores,
  { seconds, size, app: kind }: { readonly seconds: number; readonly size: number; readonly app: AppKind },
): Promise<SectionResult> {
  const app = await startApp(kind, stores, { STRATUM_LIMITS: "off" });
  const worker = startChild(
    "worker",
    ["--import", "tsx", `${PROJECT_ROOT}/scripts/worker.ts`],
    stores.settings,
  );
  const client = new HttpClient(app.port);
  try {
    await untilCaughtUp(client, stores.runtime);
    const waiting = new Map<string, Waiting>();
    const delays: number[] = [];
    const sending = sendReports(client, seconds, waiting);
    const watching = watch(client, waiting, delays, sending);
    const refused = await sending;
    await watching;
    const total = seconds * PER_SECOND;
    const p99 = quantile(delays, 0.99);
    return {
      id: "visibility",
      title: "From acknowledged to visible",
      notes: [
        `${PER_SECOND} reports a second for ${seconds} s into a read model of ${size.toLocaleString("en-US")} reports; clusters asked every ${POLL_MS} ms over HTTP.`,
      ],
      comparisons: [],
      figures: [
        figure("p50", quantile(delays, 0.5), "ms"),
        figure("p99", p99, "ms", { text: "at most 2,000 ms", met: p99 <= 2000 }),
        figure("slowest", Math.max(...delays), "ms"),
        figure("reports sent", total, ""),
        figure("refused", refused, "", { text: "0", met: refused === 0 }),
        figure("acknowledged but not seen", waiting.size, "", { text: "0", met: waiting.size === 0 }),
      ],
    };
  } finally {
    client.close();
    await Promise.all([app.stop(), worker.stop()]);
  }
}

/** Sends at a steady pace, whatever the answers take. Resolves with the number of refusals when all are answered. */
async function sendReports(
  client: HttpClient,
  seconds: number,
  waiting: Map<string, Waiting>,
): Promise<number> {
  let refused = 0;
  const start = performance.now();
  const answers: Promise<void>[] = [];
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    const row = Math.floor(i / PER_SECOND);
    const position = [WEST + (i % PER_SECOND) * STEP.lon, SOUTH + row * STEP.lat] as const;
    answers.push(
      postReport(client, position).then((isStored) => {
        if (isStored) waiting.set(encodeGeohash(position, 8), { row, acknowledgedAt: performance.now() });
        else refused += 1;
      }),
    );
    await setTimeout(Math.max(0, start + ((i + 1) * 1000) / PER_SECOND - performance.now()));
  }
  await Promise.all(answers);
  return refused;
}

async function postReport(client: HttpClient, [lng, lat]: readonly [number, number]): Promise<boolean> {
  const report = { id: v7(), lat, lng, layer: "safety", category: "hazard", severity: 2 };
  return (await client.post("/api/reports", report, {})).status === 201;
}

/** Looks for the waiting reports again and again, until none is left after `sending` or patience is over. */
async function watch(
  client: HttpClient,
  waiting: Map<string, Waiting>,
  delays: number[],
  sending: Promise<unknown>,
): Promise<void> {
  let deadline = Number.POSITIVE_INFINITY;
  void sending.then(() => {
    deadline = performance.now() + PATIENCE_MS;
  });
  while (performance.now() < deadline && (deadline === Number.POSITIVE_INFINITY || waiting.size > 0)) {
    for (const row of new Set([...waiting.values()].map((each) => each.row))) {
      for (const geohash of await cellsInRow(client, row)) {
        const found = waiting.get(geohash);
        if (found === undefined) continue;
        delays.push(performance.now() - found.acknowledgedAt);
        waiting.delete(geohash);
      }
    }
    await setTimeout(POLL_MS);
  }
}

async function cellsInRow(client: HttpClient, row: number): Promise<string[]> {
  const south = SOUTH + (row - 0.5) * STEP.lat;
  const east = WEST + (PER_SECOND + 0.5) * STEP.lon;
  const bbox = [WEST - STEP.lon / 2, south, east, south + STEP.lat].join(",");
  const { body } = await client.get(`/api/clusters?bbox=${bbox}&zoom=${ZOOM}&window=24h`);
  const { features } = JSON.parse(body.toString()) as { features: { properties: { geohash: string } }[] };
  return features.map(({ properties }) => properties.geohash);
}

/**
 * Waits until the worker has caught up: a report of its own, in the row below the others, is on the map, and no cell is
 * left to be scored, as so soon after a million reports came at once.
 */
async function untilCaughtUp(client: HttpClient, { sql, now }: Runtime): Promise<void> {
  await postReport(client, [WEST, SOUTH - STEP.lat]);
  while ((await cellsInRow(client, -1)).length === 0) await setTimeout(POLL_MS);
  const isDue = () => sql`select from score_queue where due_at <= ${new Date(now())} limit 1`;
  while ((await isDue()).length > 0) await setTimeout(500);
}
