import fc from "fast-check";
import LatLonGeohash from "latlon-geohash";
import ngeohash from "ngeohash";
import { describe, expect, it } from "vitest";
import { bboxContains, type Position } from "@/lib/geo/bbox";
import {
  decodeGeohash,
  encodeGeohash,
  encodeIndices,
  geohashBbox,
  geohashCenter,
  geohashesInBbox,
  geohashIndices,
  geohashNeighbors,
  geohashParent,
  geohashPolygon,
  indicesCenter,
  isGeohash,
  toGeohash,
} from "@/lib/geo/geohash";
import { bboxArbitrary, positionArbitrary } from "./geo-arbitraries";

const precisionArbitrary = fc.integer({ min: 1, max: 12 });
const geohashArbitrary = fc
  .tuple(positionArbitrary, precisionArbitrary)
  .map(([position, precision]) => encodeGeohash(position, precision));

describe("encodeGeohash", () => {
  it.each([
    // Geohash article of Wikipedia
    [[10.40744, 57.64911], "u4pruydqqvj"],
    [[-5.603, 42.605], "ezs42"],
    // Read-me files of ngeohash and latlon-geohash
    [[112.5584, 37.8324], "ww8p1r4t8"],
    [[0.119, 52.205], "u120fxw"],
    // Original geohash.org examples
    [[-121.7, 45.37], "c216ne"],
    [[-77.0362, 38.8977], "dqcjqc"],
    [[0, 0], "s00000000000"],
    [[-0, -0], "s00000000000"],
    [[-1e-17, -1e-17], "7zzzzzzzzzzz"],
    [[-180, -90], "000000000000"],
    [[179.99999999999997, 89.99999999999999], "zzzzzzzzzzzz"],
  ] as const)("%j is %s", (position, expected) => {
    expect(encodeGeohash(position, expected.length)).toBe(expected);
  });

  it("puts the north pole into the last row and 180° into the first column", () => {
    expect(encodeGeohash([179.9, 90], 12)).toBe(encodeGeohash([179.9, 89.99999999999999], 12));
    expect(encodeGeohash([180, 0], 8)).toBe(encodeGeohash([-180, 0], 8));
    expect(encodeGeohash([180, 90], 1)).toBe("b");
    expect(encodeGeohash([541, 10], 7)).toBe(encodeGeohash([-179, 10], 7));
  });

  it.each([
    [[0, 90.0000001] as const, 6],
    [[0, -91] as const, 6],
    [[0, Number.NaN] as const, 6],
    [[Number.NaN, 0] as const, 6],
    [[Number.POSITIVE_INFINITY, 0] as const, 6],
    [[0, 0] as const, 0],
    [[0, 0] as const, 13],
    [[0, 0] as const, 5.5],
  ])("refuses %j at precision %d", (position, precision) => {
    expect(() => encodeGeohash(position, precision)).toThrow(RangeError);
  });

  it("agrees with latlon-geohash, cell edges included", () => {
    fc.assert(
      fc.property(positionArbitrary, precisionArbitrary, ([lon, lat], precision) => {
        expect(encodeGeohash([lon, lat], precision)).toBe(LatLonGeohash.encode(lat, lon, precision));
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with ngeohash away from cell edges", () => {
    const inside = fc.tuple(fc.nat(2 ** 30 - 1), fc.nat(2 ** 30 - 1));
    fc.assert(
      fc.property(inside, precisionArbitrary, ([column, row], precision) => {
        const [lon, lat] = indicesCenter({ lon: column, lat: row }, 12);
        expect(encodeGeohash([lon, lat], precision)).toBe(ngeohash.encode(lat, lon, precision));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives a cell whose box holds the position", () => {
    fc.assert(
      fc.property(positionArbitrary, precisionArbitrary, (position, precision) => {
        expect(bboxContains(geohashBbox(encodeGeohash(position, precision)), position)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("cells", () => {
  it("have the bounds that ngeohash and latlon-geohash give", () => {
    fc.assert(
      fc.property(geohashArbitrary, (hash) => {
        const [west, south, east, north] = geohashBbox(hash);
        expect([south, west, north, east]).toEqual(ngeohash.decode_bbox(hash));
        const { sw, ne } = LatLonGeohash.bounds(hash);
        expect([west, south, east, north]).toEqual([sw.lon, sw.lat, ne.lon, ne.lat]);
      }),
    );
  });

  it("bound ezs42 as published", () => {
    const [west, south, east, north] = geohashBbox(toGeohash("ezs42"));
    expect([west, east]).toEqual([-5.625, -5.5810546875]);
    expect([south, north]).toEqual([42.5830078125, 42.626953125]);
    expect(geohashCenter(toGeohash("ezs42"))).toEqual([-5.60302734375, 42.60498046875]);
  });

  it("reach 180 and 90 at their last column and row", () => {
    expect(geohashBbox(toGeohash("zzzzzzzzzzzz")).slice(2)).toEqual([180, 90]);
    expect(geohashBbox(toGeohash("0")).slice(0, 2)).toEqual([-180, -90]);
  });

  it("hold their own centre and know it by text and by indices", () => {
    fc.assert(
      fc.property(geohashArbitrary, (hash) => {
        const center = geohashCenter(hash);
        const indices = decodeGeohash(hash);
        expect(encodeGeohash(center, hash.length)).toBe(hash);
        expect(geohashIndices(center, hash.length)).toEqual(indices);
        expect(indicesCenter(indices, hash.length)).toEqual(center);
        expect(encodeIndices(indices, hash.length)).toBe(hash);
      }),
    );
  });

  it("refuse indices outside the grid", () => {
    expect(() => encodeIndices({ lon: 8, lat: 0 }, 1)).toThrow(RangeError);
    expect(() => encodeIndices({ lon: 0, lat: 4 }, 1)).toThrow(RangeError);
    expect(() => encodeIndices({ lon: -1, lat: 0 }, 1)).toThrow(RangeError);
    expect(encodeIndices({ lon: 7, lat: 3 }, 1)).toBe("z");
  });

  it("lie within their parents", () => {
    fc.assert(
      fc.property(positionArbitrary, precisionArbitrary, precisionArbitrary, (position, a, b) => {
        const [coarse, fine] = a < b ? [a, b] : [b, a];
        expect(geohashParent(encodeGeohash(position, fine), coarse)).toBe(encodeGeohash(position, coarse));
      }),
    );
    expect(() => geohashParent(toGeohash("ezs42"), 6)).toThrow(RangeError);
    expect(() => geohashParent(toGeohash("ezs42"), 0)).toThrow(RangeError);
  });

  it("have a closed counter-clockwise outline", () => {
    expect(geohashPolygon(toGeohash("ezs42"))).toEqual([
      [-5.625, 42.5830078125],
      [-5.5810546875, 42.5830078125],
      [-5.5810546875, 42.626953125],
      [-5.625, 42.626953125],
      [-5.625, 42.5830078125],
    ]);
  });
});

describe("isGeohash", () => {
  it.each(["0", "z", "ezs42", "u4pruydqqvj", "zzzzzzzzzzzz"])("accepts %s", (text) => {
    expect(isGeohash(text)).toBe(true);
    expect(toGeohash(text)).toBe(text);
  });

  it.each(["", "a", "9q8i", "9q8l", "9q8o", "9Q8", "9q8 ", "9q8\n", "zzzzzzzzzzzzz", "é"])(
    "refuses %j",
    (text) => {
      expect(isGeohash(text)).toBe(false);
      expect(() => toGeohash(text)).toThrow(RangeError);
    },
  );
});

describe("geohashNeighbors", () => {
  it("gives the published neighbours in the order N NE E SE S SW W NW", () => {
    expect(geohashNeighbors(toGeohash("gbsuv"))).toEqual([
      "gbsvj",
      "gbsvn",
      "gbsuy",
      "gbsuw",
      "gbsut",
      "gbsus",
      "gbsuu",
      "gbsvh",
    ]);
  });

  it("wraps at ±180 and ends at the poles", () => {
    expect(geohashNeighbors(toGeohash("z"))).toEqual([null, null, "b", "8", "x", "w", "y", null]);
    expect(geohashNeighbors(toGeohash("0"))).toEqual(["2", "3", "1", null, null, null, "p", "r"]);
  });

  it("agrees with latlon-geohash away from the poles", () => {
    fc.assert(
      fc.property(geohashArbitrary, (hash) => {
        const [, south, , north] = geohashBbox(hash);
        fc.pre(south > -90 && north < 90);
        const { n, ne, e, se, s, sw, w, nw } = LatLonGeohash.neighbours(hash);
        expect(geohashNeighbors(hash)).toEqual([n, ne, e, se, s, sw, w, nw]);
      }),
    );
  });
});

describe("geohashesInBbox", () => {
  it("gives a cell's own box the cell alone", () => {
    fc.assert(
      fc.property(geohashArbitrary, (hash) => {
        expect(geohashesInBbox(geohashBbox(hash), hash.length, 1)).toEqual([hash]);
      }),
    );
  });

  it("covers the world once at precisions 1 and 2", () => {
    for (const [precision, count] of [
      [1, 32],
      [2, 1024],
    ] as const) {
      const all = geohashesInBbox([-180, -90, 180, 90], precision, count);
      expect(new Set(all).size).toBe(count);
      expect(geohashesInBbox([-180, -90, 180, 90], precision, count - 1)).toBeNull();
    }
  });

  it("is null above the limit without listing anything", () => {
    expect(geohashesInBbox([-180, -90, 180, 90], 12, 1_000_000)).toBeNull();
  });

  it("crosses the antimeridian, each cell once even where the ends meet in one column", () => {
    expect(geohashesInBbox([179, 1, -179, 2], 1, 10)).toEqual(["x", "8"]);
    const nearlyAround = geohashesInBbox([5, 1, 4, 2], 1, 10) ?? [];
    expect(nearlyAround.toSorted()).toEqual(["8", "9", "d", "e", "s", "t", "w", "x"]);
  });

  it("is empty for a box without area", () => {
    expect(geohashesInBbox([5, 1, 5, 2], 6, 10)).toEqual([]);
    expect(geohashesInBbox([5, 1, 6, 1], 6, 10)).toEqual([]);
    expect(geohashesInBbox([5, 95, 6, 99], 1, 10)).toEqual([]);
    expect(geohashesInBbox([5, -99, 6, -95], 1, 10)).toEqual([]);
  });

  it("holds the cell of every position of the box, and only cells that share area with it", () => {
    const samples = fc.array(positionArbitrary, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(bboxArbitrary, fc.integer({ min: 1, max: 2 }), samples, (bbox, precision, positions) => {
        const hashes = new Set<string>(geohashesInBbox(bbox, precision, 1024));
        const held = positions.filter((position) => bboxContains(bbox, position));
        expect(held.filter((position) => !hashes.has(encodeGeohash(position, precision)))).toEqual([]);
        const apart = [...hashes].filter((hash) => !sharesArea(bbox, geohashBbox(toGeohash(hash))));
        expect(apart).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

type Box = readonly [number, number, number, number];

function sharesArea(bbox: Box, [west, south, east, north]: Box): boolean {
  const cell: Box = [west, south, east, north];
  const corner: Position = [west, Math.max(south, bbox[1])];
  const other: Position = [bbox[0], Math.max(south, bbox[1])];
  const holdsWestEdge = bboxContains(bbox, corner) || bboxContains(cell, other);
  return holdsWestEdge && south < bbox[3] && bbox[1] < north + (north === 90 ? 1 : 0);
}
