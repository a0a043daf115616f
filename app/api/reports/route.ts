import { readActor } from "@/lib/abuse/actor";
import { deviceMark } from "@/lib/abuse/device-mark";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { parseQuery } from "@/lib/http/query";
import { readJson } from "@/lib/http/read-json";
import { encodeCursor, listQuerySchema } from "@/lib/reports/list-query";
import { listReports } from "@/lib/reports/list-reports";
import { toPublicReport } from "@/lib/reports/public-report";
import { newReportId } from "@/lib/reports/report-id";
import { reportSchema } from "@/lib/reports/report-schema";
import { submitReport } from "@/lib/reports/submit-report";

export const POST = handle(async (request, { runtime }) => {
  const input = parse(reportSchema, await readJson(request));
  const { device } = readActor(request, runtime.env);
  const id = input.id ?? newReportId(runtime.now());
  const author = device === null ? null : deviceMark(runtime.env.secret, device, id);
  const { report, outcome } = await submitReport(runtime, { ...input, id }, { author });
  return json(toPublicReport(report), {
    status: outcome === "created" ? 201 : 200,
    headers: { Location: `/api/reports/${report.id}` },
  });
});

export const GET = handle(async (request, { runtime }) => {
  const { reports, before } = await listReports(runtime, parseQuery(listQuerySchema, request));
  return json({
    reports: reports.map(toPublicReport),
    next_cursor: before === null ? null : encodeCursor(before),
  });
});
