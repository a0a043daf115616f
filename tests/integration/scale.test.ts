import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as clustersRoute from "@/app/api/clusters/route";
import * as tileRoute from "@/app/api/tiles/[z]/[x]/[y]/route";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { createPostgres } from "@/lib/platform/postgres";
import type { Runtime } from "@/lib/platform/runtime";
import { project } from "@/lib/projection/project";
import { listClusters } from "@/lib/read-model/clusters";
import { explainStatements } from "@/scripts/bench/explained-statements";
import { positionTile, viewAround } from "@/scripts/bench/places";
import { sampleReports, take } from "@/scripts/bench/sample-reports";
import { countStatements } from "@/scripts/bench/wire/statement-counter";
import { testRuntime } from "../support/test-runtime";

const FEW = 600;
const MANY = 10 * FEW;
const ZOOMS = [3, 6, 10, 12, 14, 16];
/** San Francisco, `[lon, lat]`. */
const PLACE = [-122.4193, 37.7793] as const;

const runtime = await testRuntime();
const counter = await countStatements(runtime.env.databaseUrl);
const counted: Runtime = {
  ...runtime,
  sql: createPostgres({ ...runtime.env, databaseUrl: counter.url, databasePoolSize: 1 }),
  // Every request is a second after the last, so that each reads the data version: the most that a request can cost.
  now: () => {
    clock += 1000;
    return clock;
  },
};
let clock = Date.now();
const reports = sampleReports(clock);

/** Statements of one request, by its name. */
type Counts = Record<string, number>;
let few: Counts;
let many: Counts;

beforeAll(async () => {
  // The driver asks a new connection for its types once.
  await counted.sql`select 1`;
  await project(runtime.sql, take(reports, FEW), { asOf: clock });
  few = await countRequests();
  for (let filled = FEW; filled < MANY; filled += FEW) {
    await project(runtime.sql, take(reports, FEW), { asOf: clock });
  }
  many = await countRequests();
});

afterAll(async () => {
  await counted.sql.end({ timeout: 5 });
  await counter.close();
});

async function countRequests(): Promise<Counts> {
  const counts: Counts = {};
  for (const zoom of ZOOMS) {
    const { z, x, y } = positionTile(PLACE, zoom);
    const tile = () =>
      tileRoute.GET(
        new Request(`http://localhost/api/tiles/${z}/${x}/${y}.mvt`),
        { params: Promise.resolve({ z: String(z), x: String(x), y: `${y}.mvt` }) },
        counted,
      );
    const query = `bbox=${viewAround(PLACE, zoom)}&zoom=${zoom}`;
    const clusters = () =>
      clustersRoute.GET(
        new Request(`http://localhost/api/clusters?${query}`),
        { params: Promise.resolve({}) },
        counted,
      );
    counts[`cold tile ${zoom}`] = await statementsOf(tile);
    counts[`warm tile ${zoom}`] = await statementsOf(tile);
    counts[`clusters ${zoom}`] = await statementsOf(clusters);
  }
  return counts;
}

async function statementsOf(send: () => Promise<Response>): Promise<number> {
  counter.take();
  const response = await send();
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  return counter.take();
}

describe("database statements of a request", () => {
  it("are as many at ten times the reports, for cluster views, cold and warm tiles", () => {
    expect(many).toEqual(few);
  });

  it("are two for a cluster view and a cold tile, three with single reports, one for a warm tile", () => {
    for (const zoom of ZOOMS) {
      expect(many[`clusters ${zoom}`]).toBe(2);
      expect(many[`cold tile ${zoom}`]).toBe(zoom >= 15 ? 3 : 2);
      expect(many[`warm tile ${zoom}`]).toBe(1);
    }
  });
});

describe("a cluster view", () => {
  it("reads the cells in its ranges from the index, not all cells of the precision", async () => {
    await runtime.sql`analyze map_cells`;
    for (const zoom of [12, 14, 16]) {
      const [statement, ...more] = await explainStatements(runtime.env.databaseUrl, (sql) =>
        listClusters(sql, {
          layers: SIGNAL_LAYERS,
          window: "90d",
          categories: null,
          bbox: viewAround(PLACE, zoom),
          zoom,
        }),
      );
      expect(more).toEqual([]);
      expect(statement?.indexes).toEqual(["map_cells_tile"]);
      expect(statement?.scannedTables).toEqual([]);
    }
  });
});
