import { withAccount } from "@/lib/accounts/with-account";
import { AppError } from "@/lib/http/problem";
import { photoResponse } from "@/lib/photos/photo-response";
import { photoStore } from "@/lib/platform/photos";
import { pathReportId, type ReportParams } from "@/lib/reports/report-params";

/** A photo before anybody else may see it. */
export const GET = withAccount<ReportParams>("operator", async (_, { runtime, params }) => {
  const webp = await photoStore(runtime).get(pathReportId(params));
  if (webp === null) throw new AppError("not_found", "This report has no photo.");
  return photoResponse(webp, "private, no-store");
});
