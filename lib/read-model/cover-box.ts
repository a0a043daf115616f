import type { Bbox } from "@/lib/geo/bbox";
import { geohashesInBbox } from "@/lib/geo/geohash";

/** Most cells that one answer looks for. */
const MAX_CELLS = 1_500;
const PRECISIONS = [6, 5, 4, 3] as const;

/** The cells that cover a box, at the finest precision up to 6 at which they are few enough. */
export function coverBox(bbox: Bbox): readonly string[] {
  for (const precision of PRECISIONS) {
    const cells = geohashesInBbox(bbox, precision, MAX_CELLS);
    if (cells !== null) return cells;
  }
  return geohashesInBbox(bbox, 2, 1024) ?? [];
}
