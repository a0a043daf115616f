/** Finest zoom at which each precision is shown: a cell is then 64 to 128 pixels wide. */
const LAST_ZOOM_OF_PRECISION = [
  [2, 2],
  [3, 5],
  [4, 8],
  [5, 11],
  [6, 14],
  [7, 16],
] as const;

/** From this zoom on, tiles carry single reports beside the clusters. */
export const STREET_ZOOM = 15;

/** Geohash precision (2–8) of the clusters at a map zoom; the zoom alone decides. */
export function precisionForZoom(zoom: number): number {
  return LAST_ZOOM_OF_PRECISION.find(([, last]) => Math.floor(zoom) <= last)?.[0] ?? 8;
}
