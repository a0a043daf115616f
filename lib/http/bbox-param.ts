import { z } from "zod";
import type { Bbox } from "@/lib/geo/bbox";

const SHAPE = "must be four numbers: west,south,east,north, in degrees";

/**
 * `west,south,east,north` of a query string as a box. `west > east` crosses the antimeridian; west and east may go
 * to ±540, as maps send them after a trip around the world. South must be below north.
 */
export const bboxParam = z
  .string(SHAPE)
  .regex(/^-?\d+(\.\d+)?(e-?\d+)?(\s*,\s*-?\d+(\.\d+)?(e-?\d+)?){3}$/i, SHAPE)
  .transform((text): Bbox => {
    const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = text
      .split(",")
      .map(Number);
    return [west, south, east, north];
  })
  .refine(([west, , east]) => Math.abs(west) <= 540 && Math.abs(east) <= 540, "west and east must be degrees")
  .refine(([, south, , north]) => south >= -90 && north <= 90, "south and north must be within -90 and 90")
  .refine(([, south, , north]) => south < north, "south must be below north");
