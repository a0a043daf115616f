/**
 * Morton (Z-order) keys of tiles: the quadkey read as a base-4 number, so that all tiles below one tile are one
 * contiguous range of keys. Source: G. M. Morton, "A computer oriented geodetic data base", IBM, 1966.
 */

/** Keys `start ≤ key < end`. */
export type KeyRange = readonly [start: number, end: number];

/** Inclusive tile columns and rows at one level. */
export interface TileRectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Quad {
  readonly x: number;
  readonly y: number;
}

/** Key of column `x`, row `y`, each below 2^24: bit i of x at place 2i, of y at 2i + 1. A safe integer below 2^48. */
export function mortonKey(x: number, y: number): number {
  const high = spread12(x >>> 12) | (spread12(y >>> 12) << 1);
  const low = spread12(x & 0xfff) | (spread12(y & 0xfff) << 1);
  return high * 2 ** 24 + low;
}

/**
 * At most `maxRanges` key ranges at `level` that together cover the rectangles: sorted, disjoint, not touching. They
 * may cover more. A quadtree is refined level by level while that is cheap, then the narrowest gaps are closed.
 */
export function coverRectangles(
  rectangles: readonly TileRectangle[],
  level: number,
  maxRanges: number,
): KeyRange[] {
  if (!(maxRanges >= 1)) throw new RangeError(`expected at least one range, got ${maxRanges}`);
  const inside: KeyRange[] = [];
  let frontier: Quad[] = rectangles.length > 0 ? [{ x: 0, y: 0 }] : [];
  let depth = 0;
  for (; frontier.length > 0; depth++) {
    const span = 2 ** (level - depth);
    const partial: Quad[] = [];
    for (const quad of frontier) {
      const overlap = overlapOf(quad, span, rectangles);
      if (overlap === "full") inside.push(quadRange(quad, span));
      else if (overlap === "partial") partial.push(quad);
    }
    if (partial.length > 4 * maxRanges) {
      inside.push(...partial.map((quad) => quadRange(quad, span)));
      break;
    }
    frontier = partial.flatMap(children);
  }
  return closeNarrowGaps(mergeTouching(inside), maxRanges);
}

function overlapOf(
  { x, y }: Quad,
  span: number,
  rectangles: readonly TileRectangle[],
): "full" | "partial" | "none" {
  const west = x * span;
  const north = y * span;
  const east = west + span - 1;
  const south = north + span - 1;
  let isTouched = false;
  for (const { x0, y0, x1, y1 } of rectangles) {
    if (x0 <= west && x1 >= east && y0 <= north && y1 >= south) return "full";
    isTouched ||= x0 <= east && x1 >= west && y0 <= south && y1 >= north;
  }
  return isTouched ? "partial" : "none";
}

function quadRange({ x, y }: Quad, span: number): KeyRange {
  const first = mortonKey(x, y) * span * span;
  return [first, first + span * span];
}

function children({ x, y }: Quad): Quad[] {
  return [
    { x: 2 * x, y: 2 * y },
    { x: 2 * x + 1, y: 2 * y },
    { x: 2 * x, y: 2 * y + 1 },
    { x: 2 * x + 1, y: 2 * y + 1 },
  ];
}

function mergeTouching(ranges: KeyRange[]): KeyRange[] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function closeNarrowGaps(ranges: readonly KeyRange[], maxRanges: number): KeyRange[] {
  if (ranges.length <= maxRanges) return [...ranges];
  const gaps = ranges
    .slice(1)
    .map(([start], i) => ({ before: i + 1, width: start - (ranges[i]?.[1] ?? start) }));
  const widest = gaps.sort((a, b) => b.width - a.width).slice(0, maxRanges - 1);
  const cuts = [0, ...widest.map((gap) => gap.before).sort((a, b) => a - b), ranges.length];
  return cuts.slice(1).map((cut, i): KeyRange => {
    const [start] = ranges[cuts[i] ?? 0] ?? [0];
    const [, end] = ranges[cut - 1] ?? [0, 0];
    return [start, end];
  });
}

function spread12(bits: number): number {
  let spread = (bits | (bits << 8)) & 0x00ff00ff;
  spread = (spread | (spread << 4)) & 0x0f0f0f0f;
  spread = (spread | (spread << 2)) & 0x33333333;
  return (spread | (spread << 1)) & 0x55555555;
}
