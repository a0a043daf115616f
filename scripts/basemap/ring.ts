import type { Position } from "geojson";

const KILOMETERS_PER_DEGREE = 111.2;
const MAX_CUT_DEGREES = 0.0015;

/** The ring with its first position repeated at the end, as GeoJSON wants it. */
export function closed(ring: readonly Position[]): Position[] {
  const [first] = ring;
  return first ? [...ring, first] : [];
}

/** The ring with its corners cut twice (Chaikin), at most 150 m from each, and little where it has few corners. */
export function rounded(ring: readonly Position[]): Position[] {
  const share = ring.length <= 5 ? 0.06 : 0.25;
  const once = edges(ring).flatMap((edge) => cut(edge, share));
  return ring.length <= 5 ? once : edges(once).flatMap((edge) => cut(edge, share));
}

function cut([a, b]: readonly [Corner, Corner], share: number): Position[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const part = Math.min(share, MAX_CUT_DEGREES / (length || 1));
  return [along(a, b, part), along(b, a, part)];
}

function along(a: Corner, b: Corner, part: number): Position {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part].map((x) => Math.round(x * 1e4) / 1e4);
}

/** Signed shoelace area in square degrees. */
function signedArea(ring: readonly Position[]): number {
  return edges(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + (ax * by - bx * ay) / 2, 0);
}

export function areaSquareKilometers(ring: readonly Position[]): number {
  const latitude = ring[0]?.[1] ?? 0;
  return Math.abs(signedArea(ring)) * KILOMETERS_PER_DEGREE ** 2 * Math.cos((latitude * Math.PI) / 180);
}

export function centroid(ring: readonly Position[]): Position {
  const six = 6 * signedArea(ring);
  let [lon, lat] = [0, 0];
  for (const [[ax, ay], [bx, by]] of edges(ring)) {
    const cross = ax * by - bx * ay;
    lon += ((ax + bx) * cross) / six;
    lat += ((ay + by) * cross) / six;
  }
  return [lon, lat];
}

type Corner = readonly [number, number];

function edges(ring: readonly Position[]): (readonly [Corner, Corner])[] {
  const corners = ring.map(([x = 0, y = 0]): Corner => [x, y]);
  return corners.map((corner, index) => [corner, corners[(index + 1) % corners.length] ?? corner]);
}
