import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bbox, bboxContains, normalizeLon, roundPosition, splitAtAntimeridian } from "@/lib/geo/bbox";
import { bboxArbitrary, positionArbitrary } from "./geo-arbitraries";

const BELOW_180 = 179.99999999999997;

describe("normalizeLon", () => {
  it.each([
    [0, 0],
    [-180, -180],
    [180, -180],
    [BELOW_180, BELOW_180],
    [181, -179],
    [-181, 179],
    [540, -180],
    [-540, -180],
    [720.5, 0.5],
    [-180.00000000000003, BELOW_180],
    [899.9999999999999, -180],
  ])("takes %d to %d", (lon, expected) => {
    expect(normalizeLon(lon)).toBe(expected);
  });

  it("never gives −0", () => {
    expect(Object.is(normalizeLon(-0), 0)).toBe(true);
    expect(Object.is(normalizeLon(-360), 0)).toBe(true);
  });

  it("stays in [−180, 180) and keeps the meridian for any longitude", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (lon) => {
        const normal = normalizeLon(lon);
        const turns = (lon - normal) / 360;
        expect(normal >= -180 && normal < 180).toBe(true);
        expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("roundPosition", () => {
  it.each([
    [[10.123456, -20.987654] as const, [10.12346, -20.98765]],
    [[180, 90] as const, [-180, 90]],
    [[179.999999, -90] as const, [-180, -90]],
    [[-180.000001, 0] as const, [-180, 0]],
  ])("rounds %j to %j", (position, expected) => {
    expect(roundPosition(position)).toEqual(expected);
  });

  it("gives 0 where a small negative number would round to −0", () => {
    for (const number of roundPosition([-0.000001, -0.000001])) expect(Object.is(number, 0)).toBe(true);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(positionArbitrary, fc.integer({ min: 0, max: 8 }), (position, decimals) => {
        const once = roundPosition(position, decimals);
        expect(roundPosition(once, decimals)).toEqual(once);
      }),
    );
  });
});

describe("bboxContains", () => {
  const box: Bbox = [-10, -20, 30, 40];

  it.each([
    ["south-west corner", [-10, -20], true],
    ["middle", [0, 0], true],
    ["−0", [-0, -0], true],
    ["east edge", [30, 0], false],
    ["just west of the east edge", [29.999999999999996, 0], true],
    ["north edge", [0, 40], false],
    ["west of it", [-10.000000000000002, 0], false],
    ["south of it", [0, -20.000000000000004], false],
    ["a whole turn away", [360, 0], true],
  ] as const)("%s", (_, position, expected) => {
    expect(bboxContains(box, position)).toBe(expected);
  });

  it("holds the pole with a north edge of 90, and only then", () => {
    expect(bboxContains([0, 80, 10, 90], [5, 90])).toBe(true);
    expect(bboxContains([0, 80, 10, 89.99], [5, 90])).toBe(false);
    expect(bboxContains([0, -90, 10, -80], [5, -90])).toBe(true);
    expect(bboxContains([0, 80, 10, 91], [5, 90])).toBe(true);
    expect(bboxContains([0, 90, 10, 90], [5, 90])).toBe(false);
  });

  it("takes 180 as −180", () => {
    expect(bboxContains([170, 0, 180, 10], [180, 5])).toBe(false);
    expect(bboxContains([-180, 0, -170, 10], [180, 5])).toBe(true);
    expect(bboxContains([180, 0, -170, 10], [-180, 5])).toBe(true);
  });

  it("crosses the antimeridian where west is above east, or a longitude is beyond 180", () => {
    for (const crossing of [
      [170, 0, -170, 10],
      [170, 0, 190, 10],
      [-190, 0, -170, 10],
    ] as const) {
      expect(bboxContains(crossing, [175, 5])).toBe(true);
      expect(bboxContains(crossing, [-180, 5])).toBe(true);
      expect(bboxContains(crossing, [-170, 5])).toBe(false);
      expect(bboxContains(crossing, [0, 5])).toBe(false);
    }
  });

  it("holds every meridian at a width of 360 and none at a width of 0", () => {
    fc.assert(
      fc.property(positionArbitrary, ([lon]) => {
        expect(bboxContains([-180, -90, 180, 90], [lon, 0])).toBe(true);
        expect(bboxContains([-200, -90, 200, 90], [lon, 0])).toBe(true);
        expect(bboxContains([lon, -90, lon, 90], [lon, 0])).toBe(false);
        expect(bboxContains([180, -90, -180, 90], [lon, 0])).toBe(false);
      }),
    );
  });

  it("puts every position of a box into exactly one of its parts, however it is cut", () => {
    fc.assert(
      fc.property(bboxArbitrary, positionArbitrary, positionArbitrary, (whole, cut, position) => {
        const [west, south, east, north] = whole;
        fc.pre(bboxContains(whole, cut));
        const [lon, lat] = cut;
        const parts: Bbox[] = [
          [west, south, lon, lat],
          [lon, south, east, lat],
          [west, lat, lon, north],
          [lon, lat, east, north],
        ];
        const hits = parts.filter((part) => bboxContains(part, position)).length;
        expect(hits).toBe(bboxContains(whole, position) ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("splitAtAntimeridian", () => {
  it("leaves a box that does not cross as it is", () => {
    expect(splitAtAntimeridian([-10, -20, 30, 40])).toEqual([[-10, -20, 30, 40]]);
    expect(splitAtAntimeridian([-180, -90, 180, 90])).toEqual([[-180, -90, 180, 90]]);
  });

  it("cuts a crossing box in two", () => {
    const halves = [
      [170, 0, 180, 10],
      [-180, 0, -170, 10],
    ];
    expect(splitAtAntimeridian([170, 0, -170, 10])).toEqual(halves);
    expect(splitAtAntimeridian([170, 0, 190, 10])).toEqual(halves);
  });

  it("makes no part without width", () => {
    expect(splitAtAntimeridian([170, 0, -180, 10])).toEqual([[170, 0, 180, 10]]);
    expect(splitAtAntimeridian([180, 0, -170, 10])).toEqual([[-180, 0, -170, 10]]);
    expect(splitAtAntimeridian([5, 0, 5, 10])).toEqual([]);
    expect(splitAtAntimeridian([180, 0, -180, 10])).toEqual([]);
  });

  it("tells a hair less than a turn from a hair more", () => {
    expect(splitAtAntimeridian([-180, 0, BELOW_180, 10])).toEqual([[-180, 0, BELOW_180, 10]]);
    expect(splitAtAntimeridian([-180, 0, 180.00000000000003, 10])).toEqual([[-180, 0, 180, 10]]);
    expect(splitAtAntimeridian([-300, 0, 300, 10])).toEqual([[-180, 0, 180, 10]]);
  });
});
