import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { bboxContains } from "@/lib/geo/bbox";
import { queryCellReports } from "@/lib/reports/cell-reports";
import { findSimilar } from "@/lib/reports/find-similar";
import type { PublicReport } from "@/lib/reports/public-report";
import type { StoredReport } from "@/lib/reports/report-item";
import {
  confirm,
  findSimilarReports,
  flag,
  getReport,
  listMessages,
  listReports,
  postMessage,
  postReport,
  reportBody,
  storeReport,
} from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });
const NOW = Date.now();
const CELL = "9q8yyk";
const CELL_BOX = "-122.4206543,37.77099609,-122.4096679,37.77648926";
const WEST_COAST = "-125,30,-115,40";

interface List {
  readonly reports: PublicReport[];
  readonly next_cursor: string | null;
}

async function list(query: Record<string, string>): Promise<List> {
  const response = await listReports(runtime, query);
  expect(response.status).toBe(200);
  return response.json();
}

/** Every page of a list; `between` runs after each one. */
async function listAll(
  query: Record<string, string>,
  between?: () => Promise<unknown>,
): Promise<PublicReport[]> {
  const all: PublicReport[] = [];
  let cursor: string | null = null;
  do {
    const page: List = await list({ ...query, ...(cursor !== null && { cursor }) });
    all.push(...page.reports);
    cursor = page.next_cursor;
    await between?.();
  } while (cursor !== null);
  return all;
}

describe("lists", () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (let age = 0; age < 60; age++) {
      const id = v7({ msecs: NOW - 1_000 * age - 60_000 });
      const layer = age % 2 === 0 ? ({ layer: "vibe", category: "noise" } as const) : {};
      await storeReport(runtime, { id, lat: 37.771 + (age % 10) * 0.0005, ...layer });
      ids.push(id);
    }
  });

  test.each([
    ["a cell", { geohash: CELL }],
    ["its parent", { geohash: "9q8yy" }],
    ["a box of a few cells", { bbox: CELL_BOX }],
    ["a box as large as several cities", { bbox: WEST_COAST }],
    ["the whole world", { bbox: "-180,-90,180,90" }],
  ])("tell %s newest first, in pages, each report once", async (_, area) => {
    const told = await listAll({ ...area, limit: "7" });
    expect(told.map(({ id }) => id)).toEqual(ids);
  });

  test("go on where they were while others write", async () => {
    const told = await listAll({ geohash: CELL, limit: "9" }, () =>
      postReport(runtime, reportBody({ lat: 37.7715 })),
    );
    expect(told.map(({ id }) => id)).toEqual(ids);
  });

  test("filter by layer and by time", async () => {
    const since = new Date(NOW - 80_000).toISOString();
    const vibe = await listAll({ geohash: CELL, layer: "vibe" });
    expect(vibe.map(({ id }) => id)).toEqual(ids.filter((_, age) => age % 2 === 0));
    const recent = await listAll({ geohash: CELL, layer: "vibe", since });
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.length).toBeLessThan(vibe.length);
  });

  test("compare boxes with the public position, so that no box closes in on the real one", async () => {
    const { reports } = await list({ geohash: CELL, limit: "1" });
    const { lat = 0, lng = 0 } = reports[0] ?? {};
    const around = (size: number) => [lng - size, lat - size, lng + size, lat + size] as const;
    for (const size of [0.00001, 0.0001]) {
      const inside = await listAll({
        bbox: around(size)
          .map((edge) => edge.toFixed(9))
          .join(","),
      });
      expect(inside.length).toBeGreaterThan(0);
      expect(inside.every((report) => bboxContains(around(size), [report.lng, report.lat]))).toBe(true);
    }
  });

  test.each<[string, Record<string, string>]>([
    ["bbox", {}],
    ["bbox", { geohash: CELL, bbox: WEST_COAST }],
    ["bbox", { bbox: "1,2,3" }],
    ["bbox", { bbox: "0,10,5,5" }],
    ["geohash", { geohash: "9q8" }],
    ["geohash", { geohash: "9q8yykail" }],
    ["limit", { geohash: CELL, limit: "201" }],
    ["limit", { geohash: CELL, limit: "1.5" }],
    ["layer", { geohash: CELL, layer: "joy" }],
    ["since", { geohash: CELL, since: "yesterday" }],
    ["cursor", { geohash: CELL, cursor: "bm9uc2Vuc2U" }],
  ])("refuse a bad %s and name it", async (path, query) => {
    const response = await listReports(runtime, query);
    expect(response.status).toBe(422);
    expect((await response.json()).errors).toContainEqual(expect.objectContaining({ path }));
  });
});

describe("public reports", () => {
  test("are found by id alone, and with the cell as a hint, right or wrong", async () => {
    const { id } = await storeReport(runtime, { lat: 30.2672, lng: -97.7431 });
    for (const hint of [null, "9v6kpv", "9q8yyk"]) {
      const response = await getReport(runtime, id, hint === null ? {} : { geohash: hint });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ id, city_id: "austin", timeline: [] });
    }
  });

  test("never tell a position finer than a geohash-8 cell", async () => {
    const here = await storeReport(runtime, { lat: 37.77484, lng: -122.41942 });
    const nearby = await storeReport(runtime, { lat: 37.77488, lng: -122.41945 });
    const [a, b] = await Promise.all(
      [here, nearby].map(async ({ id }): Promise<PublicReport> => (await getReport(runtime, id)).json()),
    );
    expect([a?.lat, a?.lng]).toEqual([b?.lat, b?.lng]);
    expect(JSON.stringify(a)).not.toContain("37.77484");
  });

  test("unknown and malformed ids answer 404", async () => {
    expect((await getReport(runtime, v7())).status).toBe(404);
    expect((await getReport(runtime, "nonsense")).status).toBe(404);
  });
});

describe("what is expired or hidden, but still in the table", () => {
  const device = { "x-device-id": "some-device" };
  const unseen: StoredReport[] = [];
  beforeAll(async () => {
    const lat = -37.5;
    const past = Math.floor(Date.now() / 1000) - 1;
    unseen.push(await storeReport(runtime, { lat, expiresAt: past }));
    unseen.push(await storeReport(runtime, { lat, id: v7({ msecs: Date.now() - 91 * 86_400_000 }) }));
    unseen.push(await storeReport(runtime, { lat, hidden: true }));
  });

  test.each<[string, (report: StoredReport) => Promise<unknown>]>([
    ["the list of a cell", async ({ geohash }) => (await list({ geohash })).reports],
    ["the list of a small box", async () => (await list({ bbox: "-122.43,-37.51,-122.41,-37.49" })).reports],
    ["the list of a large box", async () => (await list({ bbox: "-150,-60,-100,-10" })).reports],
    [
      "the cell's reports for scoring",
      ({ geohash }) => queryCellReports(runtime, geohash, { asOf: Date.now() }),
    ],
    [
      "the suggestions of similar reports",
      async ({ lat, lng, category }) => {
        const query = { lat: String(lat), lng: String(lng), category };
        return (await (await findSimilarReports(runtime, query)).json()).reports;
      },
    ],
  ])("is not in %s", async (_, read) => {
    for (const report of unseen) expect(await read(report)).toEqual([]);
  });

  test.each<[string, (report: StoredReport) => Promise<Response>]>([
    ["the report by id", ({ id }) => getReport(runtime, id)],
    ["the report by id and cell", ({ id, geohash }) => getReport(runtime, id, { geohash })],
    ["its messages", ({ id }) => listMessages(runtime, id)],
    ["a new message", ({ id }) => postMessage(runtime, id, { text: "hello" }, device)],
    ["a confirmation", ({ id }) => confirm(runtime, id, { kind: "gone" }, device)],
    ["a flag", ({ id }) => flag(runtime, id, { reason: "spam" }, device)],
  ])("answers 404 to %s", async (_, ask) => {
    for (const report of unseen) expect((await ask(report)).status).toBe(404);
  });
});

describe("similar reports", () => {
  test("are live ones of the category, near and recent, nearest first", async () => {
    const at = { lat: 40.68, lng: -73.95 };
    const leak = { ...at, layer: "infrastructure", category: "water_leak" } as const;
    const far = await storeReport(runtime, { ...leak, lat: at.lat + 0.0009 });
    const near = await storeReport(runtime, { ...leak, lat: at.lat + 0.0002 });
    await storeReport(runtime, { ...leak, lat: at.lat + 0.01 });
    await storeReport(runtime, { ...leak, category: "pothole" });
    await storeReport(runtime, { ...leak, status: "resolved" });
    await storeReport(runtime, { ...leak, id: v7({ msecs: Date.now() - 31 * 86_400_000 }) });
    const found = await findSimilar(runtime, {
      position: [at.lng, at.lat],
      category: "water_leak",
      limit: 5,
    });
    expect(found.map(({ report }) => report.id)).toEqual([near.id, far.id]);
  });
});
