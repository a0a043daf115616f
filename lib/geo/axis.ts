/**
 * Equal halvings of a degree axis, shared by geohash columns and rows and by Mercator tile columns.
 *
 * With at most 2^30 steps every edge is an exact double (a multiple of 2^-27 below 2^8), so an index found by
 * division can be corrected by comparing with the edge itself: a position belongs to exactly one cell, bit for bit.
 */

export const LON_MIN = -180;
export const LON_SPAN = 360;
export const LAT_MIN = -90;
export const LAT_SPAN = 180;

/** West or south edge of step `index`, degrees, exact. `count` is a power of two up to 2^30. */
export function axisEdge(index: number, min: number, span: number, count: number): number {
  return min + index * (span / count);
}

/** Step that holds `value`, lower edge inclusive; a value outside the axis is clamped to the first or last step. */
export function axisIndex(value: number, min: number, span: number, count: number): number {
  const size = span / count;
  let index = Math.floor((value - min) / size);
  // Subtraction can round up to the next edge; it never rounds down past one, as the edges are exact.
  if (value < min + index * size) index--;
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}

/** Last step that has something below `end` (exclusive); −1 when `end` is at or below the axis. */
export function axisLastIndexBelow(end: number, min: number, span: number, count: number): number {
  const index = axisIndex(end, min, span, count);
  return axisEdge(index, min, span, count) >= end ? index - 1 : index;
}
