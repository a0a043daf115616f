import type { Position } from "@/lib/geo/bbox";

/** Rings of `[lon, lat]`, the first outer, the others holes, as in GeoJSON; the closing point may be left out. */
export type Polygon = readonly (readonly Position[])[];

/** Mean Earth radius of the IUGG, metres. */
const EARTH_RADIUS_METERS = 6_371_008.8;

/**
 * True when the position is in one of the polygons and in none of that polygon's holes (even-odd rule on the plane
 * of degrees; polygons must not cross ±180°). Polygons that share an edge never share a position on it: for an
 * upright rectangle, west and south edges are in, east and north edges out.
 *
 * Ray crossing after M. Shimrat, "Algorithm 112: Position of point relative to polygon", CACM 5 (1962).
 */
export function pointInPolygons(position: Position, polygons: readonly Polygon[]): boolean {
  return polygons.some((rings) => {
    const crossings = rings.reduce((sum, ring) => sum + crossingsEastOf(position, ring), 0);
    return crossings % 2 === 1;
  });
}

/** Great-circle distance on a sphere in metres, by the haversine formula (R. W. Sinnott, 1984); error up to 0.5 %. */
export function distanceMeters([lonA, latA]: Position, [lonB, latB]: Position): number {
  const toRadians = Math.PI / 180;
  const sinLat = Math.sin(((latB - latA) * toRadians) / 2);
  const sinLon = Math.sin(((lonB - lonA) * toRadians) / 2);
  const h = sinLat * sinLat + Math.cos(latA * toRadians) * Math.cos(latB * toRadians) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

function crossingsEastOf(position: Position, ring: readonly Position[]): number {
  let crossings = 0;
  let previous = ring.at(-1);
  for (const vertex of ring) {
    if (previous && isEdgeEastOf(position, previous, vertex)) crossings++;
    previous = vertex;
  }
  return crossings;
}

/** Always works from the lower end, so that both polygons of a shared edge compute the very same number. */
function isEdgeEastOf([lon, lat]: Position, a: Position, b: Position): boolean {
  const [low, high] = a[1] <= b[1] ? [a, b] : [b, a];
  if (lat < low[1] || lat >= high[1]) return false;
  return (high[0] - low[0]) * (lat - low[1]) > (lon - low[0]) * (high[1] - low[1]);
}
