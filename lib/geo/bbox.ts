/** Longitude, latitude in WGS 84 degrees, the order of RFC 7946. */
export type Position = readonly [lon: number, lat: number];

/** Degrees. `west > east` means that the box crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** The same meridian in [−180, 180) degrees; never −0. NaN and infinities give NaN. */
export function normalizeLon(lon: number): number {
  if (lon >= -180 && lon < 180) return lon + 0;
  const wrapped = lon - 360 * Math.floor((lon + 180) / 360);
  // Far from 0 the sum above can round up to the next turn.
  return Math.max(-180, wrapped);
}

/** Decimals of a stored position: about a metre. */
export const POSITION_DECIMALS = 5;

/**
 * Position rounded to `decimals` (5 is about a metre), longitude in [−180, 180): −0 becomes 0, 180 becomes −180.
 * Rounding twice changes nothing.
 */
export function roundPosition([lon, lat]: Position, decimals = POSITION_DECIMALS): Position {
  const factor = 10 ** decimals;
  return [
    normalizeLon(Math.round(normalizeLon(lon) * factor) / factor),
    Math.round(lat * factor) / factor + 0,
  ];
}

/**
 * True when the position is in the box: west and south edges in, east and north edges out, so that boxes that
 * share an edge never share a position; a north edge of 90 includes the pole. Longitudes of both are taken modulo
 * 360; a box 360 or more degrees wide holds every longitude, a box without width or height holds nothing.
 */
export function bboxContains(bbox: Bbox, [lon, lat]: Position): boolean {
  const [, south, , north] = bbox;
  const inLatitudes = lat >= south && (lat < north || (lat === 90 && south < 90 && north >= 90));
  if (!inLatitudes) return false;
  const meridian = normalizeLon(lon);
  return splitAtAntimeridian(bbox).some(([west, , east]) => meridian >= west && meridian < east);
}

/**
 * The box as one or two boxes with −180 ≤ west < east ≤ 180, in walking order from the box's west edge.
 * Empty when the box has no width. Latitudes are passed on as they are.
 */
export function splitAtAntimeridian([west, south, east, north]: Bbox): Bbox[] {
  const from = normalizeLon(west);
  const to = normalizeLon(east);
  const partOfTurn = to >= from ? to - from : to - from + 360;
  const hasWholeTurn = east - west - partOfTurn > 180;
  if (hasWholeTurn) return [[-180, south, 180, north]];
  if (from === to) return [];
  if (to === -180) return [[from, south, 180, north]];
  if (from < to) return [[from, south, to, north]];
  return [
    [from, south, 180, north],
    [-180, south, to, north],
  ];
}
