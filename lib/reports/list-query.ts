import { z } from "zod";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { bboxParam } from "@/lib/http/bbox-param";
import { instantParam, limitParam } from "@/lib/http/params";
import type { ListQuery } from "./list-reports";
import { cellBbox } from "./list-reports";

const CELL = "must be a geohash of 4 to 8 characters; for larger areas give a bbox";

/** The query string of `GET /api/reports` as a `ListQuery`. */
export const listQuerySchema = z
  .object({
    geohash: z
      .string()
      .regex(/^[0-9b-hjkmnp-z]{4,8}$/, CELL)
      .optional(),
    bbox: bboxParam.optional(),
    layer: z.enum(SIGNAL_LAYERS, `must be one of ${SIGNAL_LAYERS.join(", ")}`).optional(),
    since: instantParam,
    limit: limitParam(200, 50),
    cursor: z.string().transform(decodeCursor).optional(),
  })
  .refine(({ geohash, bbox }) => (geohash === undefined) !== (bbox === undefined), {
    path: ["bbox"],
    message: "give either geohash or bbox",
  })
  .transform(
    ({ geohash, bbox, layer, since, limit, cursor }): ListQuery => ({
      bbox: bbox ?? cellBbox(geohash ?? ""),
      layer: layer ?? null,
      since,
      limit,
      before: cursor ?? null,
    }),
  );

/** Opaque to callers: the `timestamp_id` of the last report told. */
export function encodeCursor(before: string): string {
  return Buffer.from(before).toString("base64url");
}

const TIMESTAMP_ID = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f-]{36}$/;

function decodeCursor(cursor: string, context: z.core.$RefinementCtx): string {
  const before = Buffer.from(cursor, "base64url").toString("utf8");
  if (!TIMESTAMP_ID.test(before))
    context.issues.push({ code: "custom", message: "is not a cursor of this list", input: cursor });
  return before;
}
