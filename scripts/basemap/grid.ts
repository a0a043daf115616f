import type { Feature, Position } from "geojson";
import type { Bbox } from "@/lib/geo/bbox";

/** Bits of a geohash that go to longitude and latitude, by its length. */
const BITS = { 5: { lon: 13, lat: 12 }, 6: { lon: 15, lat: 15 } } as const;
const MARGIN_DEGREES = 0.15;

/** The edges of the geohash cells in and around a box, one feature per precision. */
export function gridFeatures([west, south, east, north]: Bbox): Feature[] {
  const [w, s, e, n] = [
    west - MARGIN_DEGREES,
    south - MARGIN_DEGREES,
    east + MARGIN_DEGREES,
    north + MARGIN_DEGREES,
  ];
  return ([5, 6] as const).map((precision) => {
    const meridians = edges(w, e, -180, 360 / 2 ** BITS[precision].lon);
    const parallels = edges(s, n, -90, 180 / 2 ** BITS[precision].lat);
    const coordinates: Position[][] = [
      ...meridians.map((lon) => [
        [lon, s],
        [lon, n],
      ]),
      ...parallels.map((lat) => [
        [w, lat],
        [e, lat],
      ]),
    ];
    return { type: "Feature", properties: { precision }, geometry: { type: "MultiLineString", coordinates } };
  });
}

function edges(from: number, to: number, origin: number, step: number): number[] {
  const first = Math.ceil((from - origin) / step);
  const last = Math.floor((to - origin) / step);
  return Array.from(
    { length: last - first + 1 },
    (_, i) => Math.round((origin + (first + i) * step) * 1e5) / 1e5,
  );
}
