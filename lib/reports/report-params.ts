import { AppError } from "@/lib/http/problem";
import { reportIdSchema } from "./report-schema";

/** The dynamic segments of `/api/reports/[id]/…`. */
export interface ReportParams {
  readonly id: string;
}

/** @throws AppError `not_found` when the path holds no report id, since no report can have it */
export function reportIdParam({ id }: ReportParams): string {
  const result = reportIdSchema.safeParse(id);
  if (!result.success) throw new AppError("not_found", "There is no report with this id.");
  return result.data;
}
