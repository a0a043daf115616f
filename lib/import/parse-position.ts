import type { ImportSource } from "./import-source";
import type { RowFields } from "./raw-row";

export type PositionOutcome =
  | { readonly position: readonly [number, number] }
  | { readonly reason: "no_position" | "outside_world" | "outside_area" };

/** Portals write a missing position as a fixed place, rounded differently by each export. */
const MISSING_TOLERANCE_DEGREES = 0.005;

const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?`;
const WKT = new RegExp(String.raw`POINT\s*Z?\s*\(\s*(?<lng>${NUMBER})\s+(?<lat>${NUMBER})`, "i");
const GEOJSON = new RegExp(
  String.raw`coordinates["']?\s*:\s*\[\s*(?<lng>${NUMBER})\s*,\s*(?<lat>${NUMBER})`,
  "i",
);
const NAMED_LAT = new RegExp(String.raw`["']latitude["']\s*:\s*["']?(${NUMBER})`, "i");
const NAMED_LNG = new RegExp(String.raw`["']longitude["']\s*:\s*["']?(${NUMBER})`, "i");
const PAIR = new RegExp(String.raw`\(\s*(?<lat>${NUMBER})\s*,\s*(?<lng>${NUMBER})\s*\)\s*$`, "i");
const PLAIN = new RegExp(`^${NUMBER}$`, "i");

/** The row's position `[lon, lat]` in degrees, from its two columns or else from its point column; or why not. */
export function parsePosition(fields: RowFields, source: ImportSource): PositionOutcome {
  const found = [fromColumns(fields), fromPoint(fields.point)].find(
    (position) => position !== null && !isMissing(position, source),
  );
  if (found === undefined || found === null) return { reason: "no_position" };
  const [lng, lat] = found;
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) return { reason: "outside_world" };
  const [west, south, east, north] = source.area;
  if (lng < west || lng > east || lat < south || lat > north) return { reason: "outside_area" };
  return { position: found };
}

function fromColumns({ lat, lng }: RowFields): [number, number] | null {
  return PLAIN.test(lat.trim()) && PLAIN.test(lng.trim()) ? [Number(lng), Number(lat)] : null;
}

/** WKT, GeoJSON, Socrata's location object (as JSON or as Python prints it), or "(lat, lng)" after an address. */
function fromPoint(point: string): [number, number] | null {
  const groups = (WKT.exec(point) ?? GEOJSON.exec(point) ?? PAIR.exec(point))?.groups;
  if (groups !== undefined) return [Number(groups.lng), Number(groups.lat)];
  const [lat, lng] = [NAMED_LAT.exec(point)?.[1], NAMED_LNG.exec(point)?.[1]];
  return lat === undefined || lng === undefined ? null : [Number(lng), Number(lat)];
}

function isMissing([lng, lat]: readonly [number, number], source: ImportSource): boolean {
  return source.missingPositions.some(
    ([missingLng, missingLat]) => near(lng, missingLng) && near(lat, missingLat),
  );
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < MISSING_TOLERANCE_DEGREES;
}
