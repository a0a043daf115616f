import { describe, expect, it } from "vitest";
import { encodeIndices, geohashIndices, geohashNeighbors } from "@/lib/geo/geohash";
import { type CountedCell, findHotspots } from "@/lib/scoring/hotspot";
import { normalUpperTail } from "@/lib/scoring/normal-tail";

const SIDE = 20;
const SAN_FRANCISCO = geohashIndices([-122.45, 37.75], 6);

function cellAt(column: number, row: number, origin = SAN_FRANCISCO, columns = 2 ** 15) {
  return encodeIndices({ lon: (origin.lon + column) % columns, lat: origin.lat + row }, 6);
}

/** A square city, counted cell by cell. */
function city(countAt: (column: number, row: number) => number, origin = SAN_FRANCISCO): CountedCell[] {
  return Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [column, row] = [i % SIDE, Math.floor(i / SIDE)];
    return { geohash: cellAt(column, row, origin), count: countAt(column, row) };
  });
}

/** Park–Miller generator, so that the noise is the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function poisson(mean: number, random: () => number): number {
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++;
  return count;
}

const isInPatch = (column: number, row: number, west: number, south: number) =>
  column >= west && column < west + 3 && row >= south && row < south + 3;

describe("findHotspots", () => {
  it("finds a patch of nine busy cells in a noisy city, and its middle as the surest", () => {
    const random = randomFrom(7);
    const cells = city((column, row) => poisson(isInPatch(column, row, 6, 9) ? 14 : 2, random));
    const [hotspot, ...others] = findHotspots(cells);
    const planted = cells.filter((_, i) => isInPatch(i % SIDE, Math.floor(i / SIDE), 6, 9));
    expect(others).toEqual([]);
    for (const { geohash } of planted) expect(hotspot?.cells).toContain(geohash);
    expect(hotspot?.count).toBeGreaterThan(3 * (hotspot?.expected ?? 0));
    expect(hotspot?.zScore).toBeGreaterThan(5);
    expect(hotspot?.pValue).toBeLessThan(1e-6);
  });

  it("keeps two patches apart, the busier first, busiest cells first", () => {
    const cells = city((column, row) => {
      if (isInPatch(column, row, 2, 2)) return column === 3 && row === 3 ? 45 : 30;
      return isInPatch(column, row, 14, 14) ? 60 : 1;
    });
    const hotspots = findHotspots(cells);
    expect(hotspots).toHaveLength(2);
    expect(hotspots[0]?.cells).toContain(cellAt(15, 15));
    expect(hotspots[1]?.cells[0]).toBe(cellAt(3, 3));
    expect(hotspots[0]?.count).toBeGreaterThan(hotspots[1]?.count ?? 0);
    const counts = new Map(cells.map(({ geohash, count }) => [geohash, count]));
    for (const { cells: members, count, expected } of hotspots) {
      expect(members.reduce((sum, geohash) => sum + (counts.get(geohash) ?? 0), 0)).toBe(count);
      expect(expected).toBeCloseTo((members.length * [...counts.values()].reduce((a, b) => a + b)) / 400, 9);
    }
  });

  it("scores a cell with the published Gi* of its surroundings", () => {
    const cells = city((column, row) => (isInPatch(column, row, 8, 8) ? 30 : (column + row) % 3));
    const value = (count: number) => 2 * Math.sqrt(count + 0.375);
    const values = cells.map(({ count }) => value(count));
    const n = values.length;
    const mean = values.reduce((a, b) => a + b) / n;
    const s = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / n - mean * mean);
    const z = (9 * value(30) - mean * 9) / (s * Math.sqrt((n * 9 - 81) / (n - 1)));
    const [hotspot] = findHotspots(cells);
    expect(hotspot?.zScore).toBeCloseTo(z, 9);
    expect(hotspot?.pValue).toBeCloseTo(normalUpperTail(z), 15);
  });

  it("raises a false alarm in few of 100 cities of pure noise", () => {
    const random = randomFrom(2026);
    const alarms = Array.from({ length: 100 }, () => findHotspots(city(() => poisson(3, random))).length > 0);
    expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(10);
  });

  it("finds nothing where all cells are equal, and nothing in very small cities", () => {
    expect(findHotspots(city(() => 7))).toEqual([]);
    expect(findHotspots(city(() => 0))).toEqual([]);
    expect(findHotspots(city((column, row) => (isInPatch(column, row, 0, 0) ? 90 : 0)).slice(0, 15))).toEqual(
      [],
    );
    expect(findHotspots([])).toEqual([]);
  });

  it("leaves empty cells out of a hot spot", () => {
    const cells = city((column, row) =>
      isInPatch(column, row, 8, 8) && !(column === 9 && row === 9) ? 40 : 0,
    );
    const [hotspot] = findHotspots(cells);
    expect(hotspot?.cells).toHaveLength(8);
    expect(hotspot?.cells).not.toContain(cellAt(9, 9));
  });

  it("joins cells across the antimeridian", () => {
    const origin = { lon: 2 ** 15 - 10, lat: 2 ** 14 };
    const cells = city((column, row) => (isInPatch(column, row, 8, 8) ? 40 : 1), origin);
    const hotspots = findHotspots(cells);
    expect(hotspots).toHaveLength(1);
    expect(hotspots[0]?.cells).toContain(cellAt(9, 9, origin));
    expect(hotspots[0]?.cells).toContain(cellAt(10, 9, origin));
    expect(geohashNeighbors(cellAt(9, 9, origin))).toContain(cellAt(10, 9, origin));
  });

  it("does not depend on the order of the cells", () => {
    const cells = city((column, row) => (isInPatch(column, row, 3, 3) ? 25 : (column * row) % 4));
    const [a] = findHotspots(cells);
    const [b] = findHotspots(cells.toReversed());
    expect(b?.cells).toEqual(a?.cells);
    expect(b?.zScore).toBeCloseTo(a?.zScore ?? 0, 9);
  });
});

describe("normalUpperTail", () => {
  it.each([
    // scipy.stats.norm.sf
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.6448536269514722, 0.05],
    [1.959963984540054, 0.025],
    [3, 0.0013498980316300933],
    [3.999, 3.180534005420198e-5],
    [4, 3.167124183311986e-5],
    [5, 2.866515718791933e-7],
    [8, 6.22096057427174e-16],
    [20, 2.7536241186061556e-89],
    [37, 5.7255712225239266e-300],
    [-1, 0.8413447460685429],
    [-3.5, 0.9997673709209645],
  ])("above %d is %d", (z, expected) => {
    expect(normalUpperTail(z) / expected).toBeCloseTo(1, 9);
  });

  it("is 0 far out and falls all the way", () => {
    expect(normalUpperTail(40)).toBe(0);
    for (let z = -6; z < 10; z += 0.05) expect(normalUpperTail(z + 0.05)).toBeLessThan(normalUpperTail(z));
  });
});
