import fc from "fast-check";
import { axisEdge, LAT_MIN, LAT_SPAN, LON_MIN, LON_SPAN } from "@/lib/geo/axis";
import type { Bbox, Position } from "@/lib/geo/bbox";

/** Evenly spread over [0, 1), unlike `fc.double`, which favours tiny numbers. */
export const fraction = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((n) => n / 2 ** 31);

/** Longitudes in [−180, 180), cell edges, tiny numbers and the last double before 180 among them. */
const lonArbitrary = fc.oneof(
  fraction.map((t) => -180 + 360 * t),
  fc.double({ min: -180, max: 179.99999999999997, noNaN: true }),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.nat())
    .map(([bits, n]) => axisEdge(n % 2 ** bits, LON_MIN, LON_SPAN, 2 ** bits)),
  fc.constantFrom(-180, -0, 0, 179.99999999999997, -1e-17, 1e-17),
);

const latArbitrary = fc.oneof(
  fraction.map((t) => -90 + 180 * t),
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.nat())
    .map(([bits, n]) => axisEdge(n % 2 ** bits, LAT_MIN, LAT_SPAN, 2 ** bits)),
  fc.constantFrom(-90, -0, 0, 90, 89.99999999999999, -1e-17),
);

export const positionArbitrary: fc.Arbitrary<Position> = fc.tuple(lonArbitrary, latArbitrary);

/** Boxes with area, half of them across the antimeridian. */
export const bboxArbitrary: fc.Arbitrary<Bbox> = fc
  .tuple(lonArbitrary, latArbitrary, lonArbitrary, latArbitrary)
  .filter(([west, a, east, b]) => west !== east && a !== b)
  .map(([west, a, east, b]) => [west, Math.min(a, b), east, Math.max(a, b)]);

/** A position of the box, edges included where the box includes them. */
export function positionWithin(
  [west, south, east, north]: Bbox,
  alongLon: number,
  alongLat: number,
): Position {
  const width = east > west ? east - west : east - west + 360;
  const lon = west + width * alongLon;
  return [lon >= 180 ? lon - 360 : lon, Math.min(north, south + (north - south) * alongLat)];
}
