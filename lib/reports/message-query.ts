import { z } from "zod";
import { instantParam, limitParam } from "@/lib/http/params";
import { hintParam } from "./report-params";
import { reportIdSchema } from "./report-schema";

/** The query string of `GET /api/reports/{id}/messages`. */
export const messageQuerySchema = z
  .object({
    geohash: hintParam,
    since: instantParam,
    until: instantParam,
    limit: limitParam(200, 50),
    cursor: reportIdSchema.optional(),
  })
  .transform(({ cursor, ...range }) => ({ ...range, after: cursor ?? null }));
