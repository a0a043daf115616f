import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { beforeAll, describe, expect, it } from "vitest";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { type Bbox, bboxContains } from "@/lib/geo/bbox";
import { positionTileKey } from "@/lib/geo/mercator";
import { project } from "@/lib/projection/project";
import { TIME_WINDOWS, WINDOW_SECONDS } from "@/lib/projection/windows";
import { type Cluster, listClusters } from "@/lib/read-model/clusters";
import { readTile } from "@/lib/read-model/tiles";
import { randomChanges, randomNumbers } from "../support/random-changes";
import { testRuntime } from "../support/test-runtime";

const { sql } = await testRuntime();
const NOW = Date.UTC(2026, 5, 15, 12);
const WORLD: Bbox = [-180, -90, 180, 90];
const changes = randomChanges(1500, NOW);
const all = { layers: SIGNAL_LAYERS, categories: null, window: "90d" as const };

beforeAll(async () => {
  await project(sql, changes, { asOf: NOW });
});

const identity = (cluster: Cluster) => `${cluster.geohash}:${cluster.count}`;

describe("clusters", () => {
  it("sum to the live reports of the whole world at every zoom and window", async () => {
    for (const [index, window] of TIME_WINDOWS.entries()) {
      const live = changes.filter(
        ({ createdAt }) => NOW - createdAt < (WINDOW_SECONDS[index] ?? 0) * 1000,
      ).length;
      for (let zoom = 0; zoom <= 18; zoom++) {
        const clusters = await listClusters(sql, { ...all, window, bbox: WORLD, zoom });
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(live);
      }
    }
  });

  it("are the same once each however a box is split, across ±180 and at the poles too", async () => {
    const random = randomNumbers(7);
    const clumps = [
      [-122.42, 37.77],
      [179.99, -16.8],
      [0, 89.9],
    ] as const;
    for (let round = 0; round < 200; round++) {
      const zoom = Math.floor(random() * 19);
      const clump = clumps[round % 4];
      const size = clump === undefined ? 180 : 0.1 * random() + 0.01;
      const [lon, lat] = clump ?? [random() * 360 - 180, random() * 170 - 85];
      const wrap = (value: number) => ((((value + 180) % 360) + 360) % 360) - 180;
      const [south, north] = [Math.max(-90, lat - size), Math.min(90, lat + size)];
      const [west, span] = [lon - size, 2 * size * 0.99];
      const box: Bbox = [wrap(west), south, wrap(west + span), north];
      const cutLon = wrap(west + span * random());
      const cutLat = south + (north - south) * random();
      const parts: Bbox[] = [
        [box[0], south, cutLon, cutLat],
        [cutLon, south, box[2], cutLat],
        [box[0], cutLat, cutLon, north],
        [cutLon, cutLat, box[2], north],
      ];
      const whole = await listClusters(sql, { ...all, bbox: box, zoom });
      const split = (
        await Promise.all(parts.map((bbox) => listClusters(sql, { ...all, bbox, zoom })))
      ).flat();
      expect(split.map(identity).toSorted()).toEqual(whole.map(identity).toSorted());
      expect(whole.every(({ position }) => bboxContains(box, position))).toBe(true);
    }
  });

  it("count only the layers asked for", async () => {
    const safety = await listClusters(sql, { ...all, layers: ["safety"], bbox: WORLD, zoom: 3 });
    const expected = changes.filter(
      (change) => change.layer === "safety" && NOW - change.createdAt < 90 * 24 * 3600 * 1000,
    ).length;
    expect(safety.reduce((sum, { count }) => sum + count, 0)).toBe(expected);
    expect(safety.every(({ layers }) => layers.vibe === 0)).toBe(true);
  });
});

describe("category filter", () => {
  it("counts only the categories asked for, in the same places", async () => {
    const chosen = ["pothole", "noise"];
    const filtered = await listClusters(sql, { ...all, categories: chosen, bbox: WORLD, zoom: 10 });
    const inWindow = changes.filter(({ createdAt }) => NOW - createdAt < 90 * 24 * 3600 * 1000);
    const expected = inWindow.filter(({ category }) => chosen.includes(category)).length;
    expect(expected).toBeGreaterThan(0);
    expect(filtered.reduce((sum, { count }) => sum + count, 0)).toBe(expected);
    const whole = await listClusters(sql, { ...all, bbox: WORLD, zoom: 10 });
    const places = new Map(whole.map(({ geohash, position }) => [geohash, position]));
    for (const { geohash, position } of filtered) expect(position).toEqual(places.get(geohash));
  });
});

describe("vector tiles", () => {
  it("hold every cluster of a zoom once outside their rims", async () => {
    for (const z of [0, 1, 3, 6, 10, 13, 16]) {
      const clusters = await listClusters(sql, { ...all, bbox: WORLD, zoom: z });
      const tiles = new Set(clusters.map(({ position }) => tileOf(positionTileKey(position), z).join("/")));
      const found: string[] = [];
      for (const address of tiles) {
        const [x = 0, y = 0] = address.split("/").map(Number);
        const layer = await clusterLayer(z, x, y);
        for (let i = 0; i < (layer?.length ?? 0); i++) {
          const feature = layer?.feature(i);
          const point = feature?.loadGeometry()[0]?.[0];
          const inside = [point?.x, point?.y].every(
            (value) => value !== undefined && value >= 0 && value < 4096,
          );
          if (inside) found.push(`${feature?.properties.geohash}:${feature?.properties.count}`);
        }
      }
      expect(found.toSorted()).toEqual(clusters.map(identity).toSorted());
    }
  });

  it("also carry the clusters of the rim, so that symbols are not cut", async () => {
    const clusters = await listClusters(sql, { ...all, bbox: WORLD, zoom: 3 });
    let beyond = 0;
    for (let x = 0; x < 8; x++) {
      for (let y = 0; y < 8; y++) {
        const layer = await clusterLayer(3, x, y);
        for (let i = 0; i < (layer?.length ?? 0); i++) {
          const point = layer?.feature(i).loadGeometry()[0]?.[0];
          if (point !== undefined && (point.x < 0 || point.x >= 4096)) beyond += 1;
        }
      }
    }
    expect(clusters.length).toBeGreaterThan(0);
    expect(beyond).toBeGreaterThan(0);
  });

  it("carry single reports at street zooms", async () => {
    const [report] = changes;
    if (report === undefined) throw new Error("no report");
    const [row] = await sql<{ tileKey: number }[]>`
      select tile_key from report_points where live and window_state < 4 order by created_at desc limit 1`;
    const [x = 0, y = 0] = tileOf(row?.tileKey ?? 0, 16);
    const bytes = await readTile(sql, { z: 16, x, y, ...all }, 1);
    const layer = new VectorTile(new PbfReader(bytes)).layers.reports;
    expect(layer?.feature(0).properties).toMatchObject({
      severity: expect.any(Number),
      id: expect.any(String),
    });
  });
});

async function clusterLayer(z: number, x: number, y: number) {
  const bytes = await readTile(sql, { z, x, y, ...all }, 1);
  return new VectorTile(new PbfReader(bytes)).layers.clusters;
}

/** Column and row at zoom z of a level-24 tile key. */
function tileOf(key: number, z: number): [x: number, y: number] {
  let [x, y] = [0, 0];
  let rest = BigInt(key) >> BigInt(2 * (24 - z));
  for (let bit = 0; bit < z; bit++, rest >>= 2n) {
    x += Number(rest & 1n) * 2 ** bit;
    y += Number((rest >> 1n) & 1n) * 2 ** bit;
  }
  return [x, y];
}
