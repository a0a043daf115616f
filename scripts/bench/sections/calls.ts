import { setTimeout } from "node:timers/promises";
import { v7 } from "uuid";
import * as clustersRoute from "@/app/api/clusters/route";
import * as neighborhoodRoute from "@/app/api/neighborhood/[geohash]/route";
import * as reportsRoute from "@/app/api/reports/route";
import * as tileRoute from "@/app/api/tiles/[z]/[x]/[y]/route";
import { readEnv } from "@/lib/platform/env";
import { createRuntime, type Runtime } from "@/lib/platform/runtime";
import { closeRuntime } from "@/lib/platform/with-engines";
import type { ReportChange } from "@/lib/projection/report-change";
import type { GrowingReadModel } from "../growing-read-model";
import { positionTile } from "../places";
import { formatNumber } from "../print";
import { type Figure, figure, type SectionResult } from "../result";
import type { BenchStores } from "../throwaway-engines";
import { countDynamoCalls, type DynamoCall } from "../wire/dynamo-counter";
import { countStatements } from "../wire/statement-counter";
import { writeReports } from "../write-reports";

/** Longer than a process trusts the data version it knows, so that every request reads it. */
const VERSION_PAUSE_MS = 450;
const ORIGIN = "http://localhost";
/** The city hall of San Francisco, `[lon, lat]`. */
const PLACE = [-122.4193, 37.7793] as const;
const USUAL_CELL_REPORTS = 100;
const BUSY_CELL_REPORTS = 2_500;

interface Request {
  readonly name: string;
  readonly send: (runtime: Runtime) => Promise<Response>;
}

/** Database calls of one request of each kind, counted by proxies between Stratum and its stores. */
export async function benchCalls(stores: BenchStores, model: GrowingReadModel): Promise<SectionResult> {
  const cells = await fillCells(stores, model.reports);
  const postgres = await countStatements(stores.runtime.env.databaseUrl);
  const dynamo = await countDynamoCalls(stores.runtime.env.dynamodbEndpoint ?? "");
  const runtime = createRuntime(
    readEnv({
      ...stores.settings,
      DATABASE_URL: postgres.url,
      DYNAMODB_ENDPOINT: dynamo.endpoint,
      DATABASE_POOL_SIZE: "2",
    }),
  );
  const figures: Figure[] = [];
  try {
    // The driver asks each new connection for its types: not a cost of any request.
    await Promise.all([runtime.sql`select pg_sleep(0.2)`, runtime.sql`select pg_sleep(0.2)`]);
    for (const { name, send } of requests(cells)) {
      await setTimeout(VERSION_PAUSE_MS);
      postgres.take();
      dynamo.take();
      const response = await send(runtime);
      await response.arrayBuffer();
      if (response.status >= 300) throw new Error(`${name} answered ${response.status}`);
      figures.push(figure(name, callsText(postgres.take(), dynamo.take()), ""));
    }
  } finally {
    await closeRuntime(runtime);
    await Promise.all([postgres.close(), dynamo.close()]);
  }
  return {
    id: `calls-${model.size}`,
    title: `Database calls per request at ${formatNumber(model.size)} reports`,
    notes: [
      "Counted on the wire. Every request here also reads the data version (one statement), which a process does at most every 0.4 s.",
      "DynamoDB holds the reports of the cells looked at and no others: a million items take the embedded engine half an hour.",
    ],
    comparisons: [],
    figures,
  };
}

function requests({ usual, busy }: Cells): Request[] {
  const z10 = positionTile(PLACE, 10);
  const z16 = positionTile(PLACE, 16);
  const [lon, lat] = PLACE;
  const view = `${lon - 0.1},${lat - 0.05},${lon + 0.1},${lat + 0.05}`;
  return [
    { name: "POST /api/reports", send: postReport },
    { name: "clusters, zoom 6", send: (runtime) => getClusters(runtime, "-125,32,-114,42", 6) },
    { name: "clusters, zoom 12", send: (runtime) => getClusters(runtime, view, 12) },
    { name: "tile, zoom 10, cold", send: (runtime) => getTile(runtime, z10) },
    { name: "tile, zoom 10, warm", send: (runtime) => getTile(runtime, z10) },
    { name: "tile with single reports, zoom 16, cold", send: (runtime) => getTile(runtime, z16) },
    {
      // Reads the cities' settings as well, which then hold for half a minute.
      name: `score card, the process's first (${usual.count} reports)`,
      send: (runtime) => getCard(runtime, usual.geohash),
    },
    {
      name: `score card (${usual.count} reports)`,
      send: (runtime) => getCard(runtime, usual.geohash),
    },
    {
      name: `score card of a busy cell (${formatNumber(busy.count)} reports)`,
      send: (runtime) => getCard(runtime, busy.geohash),
    },
  ];
}

const noParams = { params: Promise.resolve({}) };

function postReport(runtime: Runtime): Promise<Response> {
  const [lng, lat] = PLACE;
  const body = { id: v7(), lat, lng, layer: "safety", category: "poor_lighting", severity: 3 };
  const request = new Request(`${ORIGIN}/api/reports`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return reportsRoute.POST(request, noParams, runtime);
}

function getClusters(runtime: Runtime, bbox: string, zoom: number): Promise<Response> {
  return clustersRoute.GET(
    new Request(`${ORIGIN}/api/clusters?bbox=${bbox}&zoom=${zoom}`),
    noParams,
    runtime,
  );
}

function getTile(runtime: Runtime, { z, x, y }: { z: number; x: number; y: number }): Promise<Response> {
  const params = Promise.resolve({ z: String(z), x: String(x), y: `${y}.mvt` });
  return tileRoute.GET(new Request(`${ORIGIN}/api/tiles/${z}/${x}/${y}.mvt`), { params }, runtime);
}

function getCard(runtime: Runtime, geohash: string): Promise<Response> {
  const params = Promise.resolve({ geohash });
  return neighborhoodRoute.GET(new Request(`${ORIGIN}/api/neighborhood/${geohash}`), { params }, runtime);
}

function callsText(statements: number, calls: readonly DynamoCall[]): string {
  const postgres = `${statements} ${statements === 1 ? "statement" : "statements"}`;
  const byOperation = new Map<string, number>();
  for (const { operation } of calls) byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
  const dynamo = [...byOperation].map(([operation, count]) => `${count} ${operation}`).join(", ");
  return `PostgreSQL ${postgres} · DynamoDB ${dynamo || "0 calls"}`;
}

interface Cells {
  readonly usual: { readonly geohash: string; readonly count: number };
  readonly busy: { readonly geohash: string; readonly count: number };
}

/** Writes the reports of two cells into DynamoDB: those nearest to 100 and to 2,500 reports. */
async function fillCells({ runtime }: BenchStores, reports: readonly ReportChange[]): Promise<Cells> {
  const cells = new Map<string, ReportChange[]>();
  for (const report of reports) {
    const geohash = report.geohash8.slice(0, 6);
    const inCell = cells.get(geohash);
    if (inCell === undefined) cells.set(geohash, [report]);
    else inCell.push(report);
  }
  const counted = [...cells].map(([geohash, inCell]) => ({ geohash, inCell, count: inCell.length }));
  const usual = nearestTo(USUAL_CELL_REPORTS, counted);
  const busy = nearestTo(BUSY_CELL_REPORTS, counted);
  for (const { inCell } of [usual, busy]) await writeReports(runtime.dynamo, inCell);
  return { usual, busy };
}

function nearestTo<Cell extends { readonly count: number }>(count: number, cells: readonly Cell[]): Cell {
  const distance = (cell: Cell) => Math.abs(cell.count - count);
  return cells.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best));
}
