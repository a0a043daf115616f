import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Position } from "@/lib/geo/bbox";
import { distanceMeters, pointInPolygons } from "@/lib/geo/polygon";
import { fraction } from "./geo-arbitraries";

const square: Position[] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
];
const hole: Position[] = [
  [4, 4],
  [4, 6],
  [6, 6],
  [6, 4],
  [4, 4],
];

describe("pointInPolygons", () => {
  it.each([
    ["inside", [1, 1], true],
    ["outside", [11, 5], false],
    ["level with two corners", [-1, 10], false],
    ["in the hole", [5, 5], false],
    ["on the west edge", [0, 5], true],
    ["on the south edge", [5, 0], true],
    ["on the east edge", [10, 5], false],
    ["on the north edge", [5, 10], false],
    ["on the hole's west edge", [4, 5], false],
    ["on the hole's east edge", [6, 5], true],
    ["south-west corner", [0, 0], true],
    ["north-east corner", [10, 10], false],
  ] as const)("%s", (_, position, expected) => {
    expect(pointInPolygons(position, [[square, hole]])).toBe(expected);
  });

  it("takes rings open or closed and in either direction", () => {
    const open = square.slice(0, -1);
    for (const ring of [open, open.toReversed(), square.toReversed()]) {
      expect(pointInPolygons([5, 5], [[ring]])).toBe(true);
      expect(pointInPolygons([15, 5], [[ring]])).toBe(false);
    }
  });

  it("finds a position in any of several polygons, and in none of none", () => {
    const east = square.map(([lon, lat]): Position => [lon + 20, lat]);
    expect(pointInPolygons([25, 5], [[square], [east]])).toBe(true);
    expect(pointInPolygons([15, 5], [[square], [east]])).toBe(false);
    expect(pointInPolygons([5, 5], [])).toBe(false);
    expect(pointInPolygons([5, 5], [[[]]])).toBe(false);
  });

  it("gives each position to exactly one of the triangles that share slanted edges, edges included", () => {
    const within = fraction.map((t) => 10 * t);
    fc.assert(
      fc.property(
        within,
        within,
        within,
        within,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y, u, v, t) => {
          const middle: Position = [x, y];
          const corners = square.slice(0, 4);
          const triangles = corners.map((corner, i): Position[] => [
            corner,
            corners[(i + 1) % 4] ?? corner,
            middle,
          ]);
          const onEdges = corners.map(([lon, lat]): Position => [lon + (x - lon) * t, lat + (y - lat) * t]);
          for (const position of [[u, v] as const, middle, ...onEdges]) {
            const holders = triangles.filter((triangle) => pointInPolygons(position, [[triangle]])).length;
            expect(holders).toBe(pointInPolygons(position, [[square]]) ? 1 : 0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("distanceMeters", () => {
  it.each([
    ["nowhere", [5, 5], [5, 5], 0],
    ["a degree of longitude at the equator", [0, 0], [1, 0], 111_195.08],
    ["across the antimeridian", [179.5, 0], [-179.5, 0], 111_195.08],
    ["half around the world", [0, 0], [180, 0], 20_015_114.44],
    ["pole to pole", [0, 90], [120, -90], 20_015_114.44],
    ["San Francisco to Austin", [-122.4194, 37.7749], [-97.7431, 30.2672], 2_413_736],
  ] as const)("%s", (_, a, b, expected) => {
    expect(Math.abs(distanceMeters(a, b) - expected)).toBeLessThan(1 + expected * 1e-4);
    expect(distanceMeters(b, a)).toBe(distanceMeters(a, b));
  });
});
