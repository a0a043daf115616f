/**
 * Geohash (G. Niemeyer, 2008) on integer column and row numbers.
 *
 * A cell of precision p is column `lon` of 2^⌈5p/2⌉ and row `lat` of 2^⌊5p/2⌋; the text interleaves their bits,
 * longitude first, five to a character. West and south edges belong to the cell, east and north edges to the next
 * one; the north pole belongs to the last row, and 180° is −180°, the first column.
 */
import {
  axisEdge,
  axisIndex,
  axisLastIndexBelow,
  LAT_MIN,
  LAT_SPAN,
  LON_MIN,
  LON_SPAN,
} from "@/lib/geo/axis";
import { type Bbox, normalizeLon, type Position, splitAtAntimeridian } from "@/lib/geo/bbox";

/** 1 to 12 lower-case characters of the geohash alphabet. Made by `encodeGeohash`, `isGeohash` or `toGeohash`. */
export type Geohash = string & { readonly __brand: "Geohash" };

/** Column counted from −180° eastward, row counted from −90° northward. */
export interface GeohashIndices {
  readonly lon: number;
  readonly lat: number;
}

const ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
const PATTERN = /^[0-9b-hjkmnp-z]{1,12}$/;
const COLUMNS = Array.from({ length: 13 }, (_, precision) => 2 ** Math.ceil((5 * precision) / 2));
const ROWS = Array.from({ length: 13 }, (_, precision) => 2 ** Math.floor((5 * precision) / 2));

/** Two characters for each 5 column bits and 5 row bits, at `column << 5 | row`. */
const PAIRS = Array.from({ length: 1024 }, (_, key) => pairText(key >> 5, key & 31));
/** The last character of an odd precision, for 3 column bits and 2 row bits, at `column << 2 | row`. */
const LASTS = Array.from({ length: 32 }, (_, key) => pairText((key >> 2) << 2, (key & 3) << 3).charAt(0));
/**
 * Column and row bits of one character, `column << 4 | row`, by character code; −1 where there is no such character.
 * A character has 3 column and 2 row bits where it stands at an even place, 2 and 3 at an odd one.
 */
const EVEN_BITS = bitsByCode((value) => (everySecondBit(value) << 4) | everySecondBit(value >> 1));
const ODD_BITS = bitsByCode((value) => (everySecondBit(value >> 1) << 4) | everySecondBit(value));

/** True for 1 to 12 lower-case geohash characters (no a, i, l, o). */
export function isGeohash(text: string): text is Geohash {
  return PATTERN.test(text);
}

/** The text as a geohash. Throws RangeError when it is none. */
export function toGeohash(text: string): Geohash {
  if (!isGeohash(text))
    throw new RangeError(`expected 1 to 12 geohash characters, got ${JSON.stringify(text)}`);
  return text;
}

/**
 * Geohash of a position, `precision` 1 to 12. Longitude is taken modulo 360.
 * Throws RangeError for a latitude outside ±90, a longitude that is no finite number or another precision.
 *
 * @example encodeGeohash([10.40744, 57.64911], 11) // "u4pruydqqvj"
 */
export function encodeGeohash(position: Position, precision: number): Geohash {
  const { lon, lat } = geohashIndices(position, precision);
  return indicesGeohash(lon, lat, precision);
}

/** Column and row of the cell of `precision` (1 to 12) that holds the position; errors as in `encodeGeohash`. */
export function geohashIndices([lon, lat]: Position, precision: number): GeohashIndices {
  if (!(lat >= -90 && lat <= 90)) throw new RangeError(`latitude must be within ±90 degrees, got ${lat}`);
  if (!Number.isFinite(lon)) throw new RangeError(`longitude must be a finite number of degrees, got ${lon}`);
  return {
    lon: axisIndex(normalizeLon(lon), LON_MIN, LON_SPAN, sizeAt(COLUMNS, precision)),
    lat: axisIndex(lat, LAT_MIN, LAT_SPAN, sizeAt(ROWS, precision)),
  };
}

/** Column and row of a geohash at its own precision. */
export function decodeGeohash(hash: Geohash): GeohashIndices {
  let lon = 0;
  let lat = 0;
  for (let place = 0; place < hash.length; place++) {
    const even = place % 2 === 0;
    const bits = (even ? EVEN_BITS : ODD_BITS)[hash.charCodeAt(place)] ?? -1;
    if (bits < 0) throw new RangeError(`not a geohash: ${JSON.stringify(hash)}`);
    lon = (lon << (even ? 3 : 2)) | (bits >> 4);
    lat = (lat << (even ? 2 : 3)) | (bits & 15);
  }
  return { lon, lat };
}

/** Geohash of the cell in column `indices.lon`, row `indices.lat`. Throws RangeError outside the grid. */
export function encodeIndices({ lon, lat }: GeohashIndices, precision: number): Geohash {
  if (!(lon >= 0 && lon < sizeAt(COLUMNS, precision) && lat >= 0 && lat < sizeAt(ROWS, precision))) {
    throw new RangeError(`no cell in column ${lon}, row ${lat} at precision ${precision}`);
  }
  return indicesGeohash(lon, lat, precision);
}

/** Middle of the cell in this column and row, `[lon, lat]` degrees, exact. */
export function indicesCenter({ lon, lat }: GeohashIndices, precision: number): Position {
  return [
    axisEdge(lon + 0.5, LON_MIN, LON_SPAN, sizeAt(COLUMNS, precision)),
    axisEdge(lat + 0.5, LAT_MIN, LAT_SPAN, sizeAt(ROWS, precision)),
  ];
}

/** Edges of the cell, exact; east may be 180 and north 90. */
export function geohashBbox(hash: Geohash): Bbox {
  const { lon, lat } = decodeGeohash(hash);
  const columns = sizeAt(COLUMNS, hash.length);
  const rows = sizeAt(ROWS, hash.length);
  return [
    axisEdge(lon, LON_MIN, LON_SPAN, columns),
    axisEdge(lat, LAT_MIN, LAT_SPAN, rows),
    axisEdge(lon + 1, LON_MIN, LON_SPAN, columns),
    axisEdge(lat + 1, LAT_MIN, LAT_SPAN, rows),
  ];
}

/** Middle of the cell, `[lon, lat]` degrees, exact. */
export function geohashCenter(hash: Geohash): Position {
  return indicesCenter(decodeGeohash(hash), hash.length);
}

/** The cell of a coarser `precision` that holds this one. Throws RangeError unless 1 ≤ precision ≤ its length. */
export function geohashParent(hash: Geohash, precision: number): Geohash {
  if (!(Number.isInteger(precision) && precision >= 1 && precision <= hash.length)) {
    throw new RangeError(`expected a precision from 1 to ${hash.length}, got ${precision}`);
  }
  return hash.slice(0, precision) as Geohash;
}

const NEIGHBOR_STEPS = [
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
] as const;

/**
 * The eight neighbours N NE E SE S SW W NW at the same precision. Columns wrap at ±180°; beyond a pole there is no
 * cell, which is null.
 */
export function geohashNeighbors(hash: Geohash): readonly (Geohash | null)[] {
  const { lon, lat } = decodeGeohash(hash);
  const columns = sizeAt(COLUMNS, hash.length);
  const rows = sizeAt(ROWS, hash.length);
  return NEIGHBOR_STEPS.map(([east, north]) => {
    const row = lat + north;
    if (row < 0 || row >= rows) return null;
    return indicesGeohash((lon + east + columns) % columns, row, hash.length);
  });
}

/**
 * Every cell of `precision` that shares area with the box (half-open as in `bboxContains`), row by row from the
 * south, each once. Null when there are more than `limit`; nothing is allocated then.
 */
export function geohashesInBbox(bbox: Bbox, precision: number, limit: number): Geohash[] | null {
  const columns = bboxColumns(bbox, sizeAt(COLUMNS, precision));
  const [firstRow, lastRow] = bboxRows(bbox, sizeAt(ROWS, precision));
  const perRow = columns.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  if (perRow * (lastRow - firstRow + 1) > limit) return null;
  const hashes: Geohash[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    for (const [first, last] of columns) {
      for (let column = first; column <= last; column++) hashes.push(indicesGeohash(column, row, precision));
    }
  }
  return hashes;
}

/** The cell's outline as a closed GeoJSON ring, counter-clockwise from the south-west corner. */
export function geohashPolygon(hash: Geohash): Position[] {
  const [west, south, east, north] = geohashBbox(hash);
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function sizeAt(sizes: readonly number[], precision: number): number {
  const size = precision >= 1 ? sizes[precision] : undefined;
  if (size === undefined) throw new RangeError(`expected a precision from 1 to 12, got ${precision}`);
  return size;
}

function bboxColumns(bbox: Bbox, count: number): [first: number, last: number][] {
  const spans = splitAtAntimeridian(bbox).map(([west, , east]): [number, number] => [
    axisIndex(west, LON_MIN, LON_SPAN, count),
    axisLastIndexBelow(east, LON_MIN, LON_SPAN, count),
  ]);
  const [first, second] = spans;
  // A box that goes nearly around the world can start and end in one column.
  if (first && second && second[1] >= first[0]) second[1] = first[0] - 1;
  return spans;
}

function bboxRows([, south, , north]: Bbox, count: number): [first: number, last: number] {
  if (south >= north || south >= 90) return [0, -1];
  return [axisIndex(south, LAT_MIN, LAT_SPAN, count), axisLastIndexBelow(north, LAT_MIN, LAT_SPAN, count)];
}

function indicesGeohash(lon: number, lat: number, precision: number): Geohash {
  const odd = precision % 2 === 1;
  let lonShift = odd ? ((precision - 1) / 2) * 5 - 2 : (precision / 2) * 5 - 5;
  let latShift = odd ? lonShift - 1 : lonShift;
  let text = "";
  for (; latShift >= 0; lonShift -= 5, latShift -= 5) {
    text += PAIRS[(((lon >>> lonShift) & 31) << 5) | ((lat >>> latShift) & 31)];
  }
  if (odd) text += LASTS[((lon & 7) << 2) | (lat & 3)];
  return text as Geohash;
}

function pairText(lon: number, lat: number): string {
  const first = spread(lon >> 2, 0) | spread(lat >> 3, 1);
  const second = spread(lat & 7, 0) | spread(lon & 3, 1);
  return ALPHABET.charAt(first) + ALPHABET.charAt(second);
}

/** Up to three bits set two places apart, the lowest at place `lowest`. */
function spread(bits: number, lowest: 0 | 1): number {
  return ((bits & 1) | ((bits & 2) << 1) | ((bits & 4) << 2)) << lowest;
}

function bitsByCode(bitsOf: (value: number) => number): Int16Array {
  const bits = new Int16Array(128).fill(-1);
  for (let value = 0; value < ALPHABET.length; value++) bits[ALPHABET.charCodeAt(value)] = bitsOf(value);
  return bits;
}

function everySecondBit(bits: number): number {
  return (bits & 1) | ((bits >> 1) & 2) | ((bits >> 2) & 4);
}
