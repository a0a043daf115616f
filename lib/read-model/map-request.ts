import { z } from "zod";
import { findCategory, SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { bboxParam } from "@/lib/http/bbox-param";
import { TIME_WINDOWS } from "@/lib/projection/windows";

/** `layers=safety,vibe`; all of them when absent. */
const layers = z
  .string()
  .default(SIGNAL_LAYERS.join(","))
  .transform((text) => [...new Set(text.split(",").map((part) => part.trim()))])
  .pipe(
    z.array(z.enum(SIGNAL_LAYERS, { error: `Each layer must be one of ${SIGNAL_LAYERS.join(", ")}` })).min(1),
  )
  .transform((chosen): readonly SignalLayer[] => chosen);

const timeWindow = z
  .enum(TIME_WINDOWS, { error: `Must be one of ${TIME_WINDOWS.join(", ")}` })
  .default("90d");

/** `categories=pothole,litter`; all of the layers when absent. */
const categories = z
  .string()
  .transform((text) => [...new Set(text.split(",").map((part) => part.trim()))])
  .refine((ids) => ids.every((id) => findCategory(id) !== undefined), "names a category that does not exist")
  .transform((ids): readonly string[] => ids)
  .nullable()
  .default(null);

const filter = { layers, categories, window: timeWindow };

export const mapFilter = z.object(filter);

export const clustersRequest = z.object({
  bbox: bboxParam,
  zoom: z.coerce.number({ error: "Give a zoom from 0 to 24" }).min(0).max(24),
  ...filter,
});

const tileNumber = z
  .string()
  .regex(/^\d{1,9}$/, "Must be a whole number")
  .transform(Number);

/** Tile address and filter; the address must exist at its zoom. */
export const tileRequest = z
  .object({
    z: tileNumber.pipe(z.number().max(18, "The deepest tiles are at zoom 18")),
    x: tileNumber,
    y: tileNumber,
    ...filter,
  })
  .refine((tile) => tile.x < 2 ** tile.z, { path: ["x"], message: "Lies outside this zoom" })
  .refine((tile) => tile.y < 2 ** tile.z, { path: ["y"], message: "Lies outside this zoom" });

export const liveRequest = z.object({ bbox: bboxParam });

export const scoreCellsRequest = z.object({ bbox: bboxParam });

export const replayRequest = z.object({ bbox: bboxParam, layers });
