import type { Bbox, Position } from "@/lib/geo/bbox";
import { project, unproject } from "@/lib/geo/mercator";

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const TILE_PIXELS = 512;
const VIEW_PIXELS = { width: 1280, height: 800 };

/** The tile of a zoom that holds a position. */
export function positionTile(position: Position, z: number): Tile {
  const [x, y] = project(position).map((share) => Math.floor(share * 2 ** z));
  return { z, x: x ?? 0, y: y ?? 0 };
}

/** What a screen of 1280 × 800 pixels shows around a position, degrees; cut off at ±180° and at the Mercator square. */
export function viewAround(position: Position, zoom: number): Bbox {
  const [x, y] = project(position);
  const worldPixels = TILE_PIXELS * 2 ** zoom;
  const halfWidth = VIEW_PIXELS.width / worldPixels / 2;
  const halfHeight = VIEW_PIXELS.height / worldPixels / 2;
  const [west, north] = unproject([Math.max(0, x - halfWidth), Math.max(0, y - halfHeight)]);
  const [east, south] = unproject([Math.min(1, x + halfWidth), Math.min(1, y + halfHeight)]);
  return [west, south, east, north];
}
