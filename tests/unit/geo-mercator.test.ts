import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bbox, bboxContains } from "@/lib/geo/bbox";
import {
  bufferedTileRanges,
  MERCATOR_MAX_LAT,
  positionTileKey,
  project,
  tileBbox,
  tileKeyRange,
  tileKeyRanges,
  unproject,
} from "@/lib/geo/mercator";
import type { KeyRange } from "@/lib/geo/morton";
import { bboxArbitrary, fraction, positionArbitrary, positionWithin } from "./geo-arbitraries";

const tileArbitrary = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fraction, fraction)
  .map(([z, u, v]) => ({ z, x: clampedFloor(u * 2 ** z, z), y: clampedFloor(v * 2 ** z, z) }));

function clampedFloor(value: number, z: number): number {
  return Math.min(2 ** z - 1, Math.floor(value));
}

function isInSome(ranges: readonly KeyRange[], key: number): boolean {
  return ranges.some(([start, end]) => key >= start && key < end);
}

function keysIn(ranges: readonly KeyRange[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

function isSortedAndApart(ranges: readonly KeyRange[]): boolean {
  return ranges.every(
    ([start, end], i) => start < end && end < (ranges[i + 1]?.[0] ?? Number.POSITIVE_INFINITY),
  );
}

describe("project", () => {
  it.each([
    [[0, 0] as const, [0.5, 0.5]],
    [[-180, 90] as const, [0, 0]],
    [[180, -90] as const, [1, 1]],
    [[-180, MERCATOR_MAX_LAT] as const, [0, 0]],
  ])("puts %j at %j", (position, [x, y]) => {
    const [px, py] = project(position);
    expect(px).toBeCloseTo(x ?? Number.NaN, 7);
    expect(py).toBeCloseTo(y ?? Number.NaN, 7);
  });

  it("finds the tile that the OpenStreetMap wiki gives for 51.51202, 0.02435 at zoom 17", () => {
    expect(project([0.02435, 51.51202]).map((along) => Math.floor(along * 2 ** 17))).toEqual([65544, 43582]);
  });

  it("is undone by unproject within the clamp", () => {
    fc.assert(
      fc.property(positionArbitrary, ([lon, lat]) => {
        fc.pre(Math.abs(lat) <= MERCATOR_MAX_LAT);
        const [backLon, backLat] = unproject(project([lon, lat]));
        expect(backLon).toBeCloseTo(lon, 9);
        expect(backLat).toBeCloseTo(lat, 9);
      }),
    );
  });
});

describe("tileBbox", () => {
  it("is the Mercator square at zoom 0 and a quadrant at zoom 1", () => {
    const [west, south, east, north] = tileBbox(0, 0, 0);
    expect([west, east]).toEqual([-180, 180]);
    expect(north).toBeCloseTo(MERCATOR_MAX_LAT, 9);
    expect(south).toBeCloseTo(-MERCATOR_MAX_LAT, 9);
    expect(tileBbox(1, 1, 1)[0]).toBe(0);
    expect(tileBbox(1, 1, 1)[3]).toBeCloseTo(0, 12);
  });

  it.each([
    [-1, 0, 0],
    [1, 2, 0],
    [1, 0, 2],
    [1, -1, 0],
    [25, 0, 0],
    [1.5, 0, 0],
    [1, 0.5, 0],
    [Number.NaN, 0, 0],
  ])("refuses %d/%d/%d", (z, x, y) => {
    expect(() => tileBbox(z, x, y)).toThrow(RangeError);
    expect(() => tileKeyRange(z, x, y)).toThrow(RangeError);
    expect(() => bufferedTileRanges(z, x, y, 0.1)).toThrow(RangeError);
  });
});

describe("positionTileKey", () => {
  it("is the quadkey read as a base-4 number", () => {
    // Bing Maps tile system documentation: tile 3/3/5 has quadkey 213
    const [west, south, east, north] = tileBbox(3, 3, 5);
    expect(positionTileKey([(west + east) / 2, (south + north) / 2], 3)).toBe(Number.parseInt("213", 4));
    expect(tileKeyRange(3, 3, 5, 3)).toEqual([0o47, 0o50]);
  });

  it("runs from 0 in the north-west to 2^48 − 1 in the south-east", () => {
    expect(positionTileKey([-180, 90])).toBe(0);
    expect(positionTileKey([179.9999999999, -90])).toBe(2 ** 48 - 1);
    expect(positionTileKey([180, 90])).toBe(0);
    expect(positionTileKey([541, 10])).toBe(positionTileKey([-179, 10]));
  });

  it("lies in the range of exactly one tile of every zoom: the one that holds the position", () => {
    fc.assert(
      fc.property(positionArbitrary, fc.integer({ min: 0, max: 24 }), (position, z) => {
        const key = positionTileKey(position);
        const [px, py] = project(position);
        // Longitudes that differ from a tile edge by less than a double can tell after adding 180.
        fc.pre(px * 2 ** 24 !== Math.floor(px * 2 ** 24) || position[0] === px * 360 - 180);
        const [start, end] = tileKeyRange(z, clampedFloor(px * 2 ** z, z), clampedFloor(py * 2 ** z, z));
        expect(Number.isSafeInteger(key) && key >= 0 && key < 2 ** 48).toBe(true);
        expect(key >= start && key < end).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("puts a position a hair west of a tile edge into the western tile", () => {
    expect(isInSome([tileKeyRange(1, 0, 0)], positionTileKey([-1e-17, 10]))).toBe(true);
    expect(isInSome([tileKeyRange(1, 1, 0)], positionTileKey([0, 10]))).toBe(true);
    expect(isInSome([tileKeyRange(1, 1, 0)], positionTileKey([-0, 10]))).toBe(true);
  });
});

describe("tileKeyRange", () => {
  it("is cut into four equal neighbouring ranges by the tile's children", () => {
    fc.assert(
      fc.property(tileArbitrary, ({ z, x, y }) => {
        fc.pre(z < 24);
        const [start, end] = tileKeyRange(z, x, y);
        const children = [
          tileKeyRange(z + 1, 2 * x, 2 * y),
          tileKeyRange(z + 1, 2 * x + 1, 2 * y),
          tileKeyRange(z + 1, 2 * x, 2 * y + 1),
          tileKeyRange(z + 1, 2 * x + 1, 2 * y + 1),
        ];
        const quarter = (end - start) / 4;
        expect(children).toEqual([0, 1, 2, 3].map((i) => [start + i * quarter, start + (i + 1) * quarter]));
      }),
    );
  });

  it("is the whole of the keys at zoom 0 and one key at zoom 24", () => {
    expect(tileKeyRange(0, 0, 0)).toEqual([0, 2 ** 48]);
    expect(tileKeyRange(24, 2 ** 24 - 1, 2 ** 24 - 1)).toEqual([2 ** 48 - 1, 2 ** 48]);
  });
});

describe("tileKeyRanges", () => {
  const maxRangesArbitrary = fc.integer({ min: 1, max: 40 });

  it("covers every position of the box with at most as many ranges as asked, sorted and apart", () => {
    const box = fc.tuple(bboxArbitrary, fraction, fraction, positionArbitrary);
    fc.assert(
      fc.property(box, maxRangesArbitrary, ([bbox, u, v, elsewhere], maxRanges) => {
        const ranges = tileKeyRanges(bbox, maxRanges);
        expect(ranges.length).toBeLessThanOrEqual(maxRanges);
        expect(isSortedAndApart(ranges)).toBe(true);
        const corner = [bbox[0], bbox[1]] as const;
        for (const position of [positionWithin(bbox, u, v), corner, elsewhere]) {
          if (bboxContains(bbox, position)) expect(isInSome(ranges, positionTileKey(position))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("covers the positions next to each edge of the box", () => {
    fc.assert(
      fc.property(bboxArbitrary, fraction, (bbox, t) => {
        const ranges = tileKeyRanges(bbox, 8);
        const nearlyOne = 1 - 1e-15;
        for (const [u, v] of [
          [0, t],
          [nearlyOne, t],
          [t, 0],
          [t, nearlyOne],
        ] as const) {
          const position = positionWithin(bbox, u, v);
          if (bboxContains(bbox, position)) expect(isInSome(ranges, positionTileKey(position))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps to less than twice the area of city-sized boxes with 16 ranges", () => {
    const cityBox = fc
      .tuple(
        fraction,
        fraction,
        fraction.map((t) => 0.01 + t / 2),
      )
      .map(([u, v, size]): Bbox => {
        const [lon, lat] = [-179 + 357 * u, -60 + 120 * v];
        return [lon, lat, lon + size, lat + size * 0.6];
      });
    fc.assert(
      fc.property(cityBox, (bbox) => {
        const [x0, y0] = project([bbox[0], bbox[3]]);
        const [x1, y1] = project([bbox[2], bbox[1]]);
        const area = (x1 - x0) * (y1 - y0) * 2 ** 48;
        expect(keysIn(tileKeyRanges(bbox, 16))).toBeLessThan(2 * area);
      }),
    );
  });

  it("takes a box without area as empty", () => {
    expect(tileKeyRanges([5, 10, 5, 20], 8)).toEqual([]);
    expect(tileKeyRanges([5, 10, 6, 10], 8)).toEqual([]);
    expect(tileKeyRanges([5, 90, 6, 90], 8)).toEqual([]);
    expect(isInSome(tileKeyRanges([5, 89, 6, 90], 8), positionTileKey([5.5, 90]))).toBe(true);
  });

  it("covers the world with one range and refuses to cover with none", () => {
    expect(tileKeyRanges([-180, -90, 180, 90], 5)).toEqual([[0, 2 ** 48]]);
    expect(() => tileKeyRanges([0, 0, 1, 1], 0)).toThrow(RangeError);
  });
});

describe("bufferedTileRanges", () => {
  it("is the tile's own range without a buffer", () => {
    fc.assert(
      fc.property(tileArbitrary, ({ z, x, y }) => {
        expect(bufferedTileRanges(z, x, y, 0)).toEqual([tileKeyRange(z, x, y)]);
      }),
    );
  });

  it("covers what lies in the tile or within the buffer, across the antimeridian", () => {
    fc.assert(
      fc.property(tileArbitrary, fraction, fraction, fraction, ({ z, x, y }, buffer, u, v) => {
        const ranges = bufferedTileRanges(z, x, y, buffer);
        expect(ranges.length).toBeLessThanOrEqual(16);
        expect(isSortedAndApart(ranges)).toBe(true);
        const size = 2 ** -z;
        const px = (x - buffer + (1 + 2 * buffer) * u) * size;
        const py = (y - buffer + (1 + 2 * buffer) * v) * size;
        fc.pre(py >= 0 && py < 1 && u < 0.999999 && v > 0.000001 && v < 0.999999);
        expect(isInSome(ranges, positionTileKey(unproject([px, py])))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("covers at most three times the buffered area", () => {
    fc.assert(
      fc.property(tileArbitrary, ({ z, x, y }) => {
        fc.pre(z > 1 && z < 20);
        const buffered = 1.25 ** 2 * 4 ** (24 - z);
        expect(keysIn(bufferedTileRanges(z, x, y, 0.125))).toBeLessThan(3 * buffered);
      }),
    );
  });

  it("wraps at the antimeridian and stops at the square's north", () => {
    const ranges = bufferedTileRanges(2, 0, 0, 0.25);
    expect(isInSome(ranges, positionTileKey([179, 80]))).toBe(true);
    expect(isInSome(ranges, positionTileKey([-179, 80]))).toBe(true);
    expect(isInSome(ranges, positionTileKey([100, 80]))).toBe(false);
    expect(isInSome(ranges, positionTileKey([179, -80]))).toBe(false);
    expect(isInSome(bufferedTileRanges(2, 3, 0, 0.25), positionTileKey([-179, 80]))).toBe(true);
    expect(bufferedTileRanges(0, 0, 0, 0.25)).toEqual([[0, 2 ** 48]]);
  });
});
