import { readActor } from "@/lib/abuse/actor";
import { actorMark } from "@/lib/abuse/tags";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { photoStore } from "@/lib/platform/photos";
import { getVisibleReport } from "@/lib/reports/get-report";
import { listTimeline, toPublicEntry } from "@/lib/reports/list-timeline";
import { toPublicReport } from "@/lib/reports/public-report";
import { type ReportParams, reportTarget } from "@/lib/reports/report-params";
import { withdrawReport } from "@/lib/reports/withdraw-report";

export const GET = handle<ReportParams>(async (request, { runtime, params }) => {
  const { id, hint } = reportTarget(request, params);
  const report = await getVisibleReport(runtime, id, hint);
  const timeline = await listTimeline(runtime, id);
  return json({ ...toPublicReport(report), timeline: timeline.map(toPublicEntry) });
});

export const DELETE = handle<ReportParams>(async (request, { runtime, params }) => {
  const target = reportTarget(request, params);
  const author = await actorMark(runtime, readActor(request, runtime.env), target.id);
  await withdrawReport(runtime, { ...target, author });
  await photoStore(runtime).delete(target.id);
  return new Response(null, { status: 204 });
});
