import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { AppError } from "@/lib/http/problem";
import { readBytes } from "@/lib/http/read-json";
import { attachPhoto } from "@/lib/photos/attach-photo";
import { photoResponse } from "@/lib/photos/photo-response";
import { PHOTO_MAX_BYTES } from "@/lib/photos/process-photo";
import { photoStore } from "@/lib/platform/photos";
import { getVisibleReport } from "@/lib/reports/get-report";
import { type ReportParams, reportTarget } from "@/lib/reports/report-params";
import { respond } from "@/lib/reports/respond";

export const GET = handle<ReportParams>(async (request, { runtime, params }) => {
  const { id, hint } = reportTarget(request, params);
  const { photo } = await getVisibleReport(runtime, id, hint);
  const webp = photo === "shown" ? await photoStore(runtime).get(id) : null;
  if (webp === null) throw new AppError("not_found", "This report has no photo.");
  return photoResponse(webp, "public, max-age=300");
});

/** The body is the image itself, as JPEG, PNG, WebP or HEIC. */
export const POST = handle<ReportParams>(async (request, { runtime, params }) => {
  const { id: reportId, hint } = reportTarget(request, params);
  const bytes = await readBytes(request, PHOTO_MAX_BYTES);
  const { outcome } = await respond(runtime, request, reportId, (mark) =>
    attachPhoto({ ...runtime, photos: photoStore(runtime) }, { reportId, hint, mark, bytes }),
  );
  return json({ id: reportId, photo: "held" }, { status: outcome === "created" ? 201 : 200 });
});
