/**
 * Web Mercator (EPSG:3857) on the unit square: x grows eastward from −180°, y grows southward, as in z/x/y tiles.
 * Formulas: EPSG Guidance Note 7-2, "Popular Visualisation Pseudo Mercator".
 */
import { axisIndex, axisLastIndexBelow, LON_MIN, LON_SPAN } from "@/lib/geo/axis";
import { type Bbox, normalizeLon, type Position, splitAtAntimeridian } from "@/lib/geo/bbox";
import { coverRectangles, type KeyRange, mortonKey } from "@/lib/geo/morton";

/** Northern and southern edge of the Mercator square, degrees. */
export const MERCATOR_MAX_LAT = 85.0511287798066;

/** Level at which positions get their tile key: tiles of about 2.4 m at the equator. */
const TILE_KEY_LEVEL = 24;

/** More than sine and logarithm can be off by, in units of the square: box edges are widened by it. */
const LATITUDE_ROUNDING = 1e-12;

/** `[x, y]` in [0, 1] for a longitude within ±180 (180 gives 1); latitude is clamped to ±85.0511287798066. */
export function project([lon, lat]: Position): readonly [x: number, y: number] {
  const clamped = Math.min(MERCATOR_MAX_LAT, Math.max(-MERCATOR_MAX_LAT, lat));
  const sine = Math.sin((clamped * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [(lon - LON_MIN) / LON_SPAN, Math.min(1, Math.max(0, y))];
}

/** Position of a point of the unit square, degrees; inverse of `project` within the clamp. */
export function unproject([x, y]: readonly [x: number, y: number]): Position {
  return [LON_MIN + x * LON_SPAN, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Edges of a tile, degrees. Throws RangeError when there is no such tile. */
export function tileBbox(z: number, x: number, y: number): Bbox {
  checkTile(z, x, y, TILE_KEY_LEVEL);
  const size = 2 ** z;
  const [west, north] = unproject([x / size, y / size]);
  const [east, south] = unproject([(x + 1) / size, (y + 1) / size]);
  return [west, south, east, north];
}

/**
 * Key of the level-24 tile that holds the position: its quadkey as a number, 0 ≤ key < 2^48. All positions of one
 * tile z/x/y have keys in `tileKeyRange(z, x, y)`. Longitude is taken modulo 360; west and north tile edges are in.
 */
export function positionTileKey(position: Position, level = TILE_KEY_LEVEL): number {
  const count = 2 ** level;
  const x = axisIndex(normalizeLon(position[0]), LON_MIN, LON_SPAN, count);
  return mortonKey(x, tileRow(project(position)[1], count));
}

/** Keys of everything in a tile, `start ≤ key < end`. Throws RangeError when there is no such tile. */
export function tileKeyRange(z: number, x: number, y: number, level = TILE_KEY_LEVEL): KeyRange {
  checkTile(z, x, y, level);
  const keysPerTile = 4 ** (level - z);
  const start = mortonKey(x, y) * keysPerTile;
  return [start, start + keysPerTile];
}

/**
 * At most `maxRanges` ranges of level-24 keys that hold every position of the box (see `bboxContains`), sorted and
 * disjoint. They also hold positions outside of it, so the exact box must be checked as well.
 */
export function tileKeyRanges(bbox: Bbox, maxRanges: number): KeyRange[] {
  const count = 2 ** TILE_KEY_LEVEL;
  const [, south, , north] = bbox;
  if (!(south < north)) return [];
  const y0 = tileRow(project([0, north])[1] - LATITUDE_ROUNDING, count);
  const y1 = tileRow(project([0, south])[1] + LATITUDE_ROUNDING, count);
  const rectangles = splitAtAntimeridian(bbox).map(([west, , east]) => ({
    x0: axisIndex(west, LON_MIN, LON_SPAN, count),
    x1: axisLastIndexBelow(east, LON_MIN, LON_SPAN, count),
    y0,
    y1,
  }));
  return coverRectangles(rectangles, TILE_KEY_LEVEL, maxRanges);
}

/**
 * Ranges of level-24 keys that cover a tile and `bufferFraction` of its width on each side (0.25 = a quarter),
 * wrapping at ±180° and cut off at the Mercator square's north and south. Sorted, disjoint, at most `maxRanges`.
 */
export function bufferedTileRanges(
  z: number,
  x: number,
  y: number,
  bufferFraction: number,
  maxRanges = 16,
): KeyRange[] {
  checkTile(z, x, y, TILE_KEY_LEVEL);
  const count = 2 ** TILE_KEY_LEVEL;
  const size = 2 ** (TILE_KEY_LEVEL - z);
  const buffer = Math.ceil(size * bufferFraction);
  const y0 = y * size - buffer;
  const y1 = (y + 1) * size - 1 + buffer;
  const rectangles = wrappedColumns(x * size - buffer, (x + 1) * size - 1 + buffer, count).map(
    ([x0, x1]) => ({
      x0,
      x1,
      y0,
      y1,
    }),
  );
  return coverRectangles(rectangles, TILE_KEY_LEVEL, maxRanges);
}

function wrappedColumns(first: number, last: number, count: number): [first: number, last: number][] {
  if (first < 0)
    return [
      [first + count, count - 1],
      [0, last],
    ];
  if (last >= count)
    return [
      [first, count - 1],
      [0, last - count],
    ];
  return [[first, last]];
}

function tileRow(y: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(y * count)));
}

function checkTile(z: number, x: number, y: number, maxZoom: number): void {
  const size = 2 ** z;
  const isTile =
    [z, x, y].every(Number.isInteger) && z >= 0 && z <= maxZoom && x >= 0 && x < size && y >= 0 && y < size;
  if (!isTile) throw new RangeError(`no tile ${z}/${x}/${y} at zooms 0 to ${maxZoom}`);
}
