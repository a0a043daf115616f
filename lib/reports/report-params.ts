import { z } from "zod";
import { AppError } from "@/lib/http/problem";
import { parseQuery } from "@/lib/http/query";
import { reportIdSchema } from "./report-schema";

/** The dynamic segments of `/api/reports/[id]/…`. */
export interface ReportParams {
  readonly id: string;
}

/** `?geohash=`: the report's cell, if the caller knows it, saves the look-up through the index. */
export const hintParam = z
  .string()
  .regex(/^[0-9b-hjkmnp-z]{6}$/, "must be the report's 6-character geohash")
  .optional();

const hintSchema = z.object({ geohash: hintParam });

/**
 * The id of the path.
 *
 * @throws AppError `not_found` when the path holds no report id, since no report can have it
 */
export function pathReportId({ id }: ReportParams): string {
  const result = reportIdSchema.safeParse(id);
  if (!result.success) throw new AppError("not_found", "There is no report with this id.");
  return result.data;
}

/** The id of the path and the cell of the query string. Errors as `pathReportId`, and `invalid` for a bad cell. */
export function reportTarget(
  request: Request,
  params: ReportParams,
): { id: string; hint: string | undefined } {
  return { id: pathReportId(params), hint: parseQuery(hintSchema, request).geohash };
}
