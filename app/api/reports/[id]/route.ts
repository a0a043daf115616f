import { z } from "zod";
import { readActor } from "@/lib/abuse/actor";
import { deviceMark } from "@/lib/abuse/device-mark";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parseQuery } from "@/lib/http/query";
import { getVisibleReport } from "@/lib/reports/get-report";
import { toPublicReport } from "@/lib/reports/public-report";
import { type ReportParams, reportIdParam } from "@/lib/reports/report-params";
import { withdrawReport } from "@/lib/reports/withdraw-report";

const querySchema = z.object({
  geohash: z
    .string()
    .regex(/^[0-9b-hjkmnp-z]{6}$/, "must be the report's 6-character geohash")
    .optional(),
});

export const GET = handle<ReportParams>(async (request, { runtime, params }) => {
  const { geohash } = parseQuery(querySchema, request);
  return json(toPublicReport(await getVisibleReport(runtime, reportIdParam(params), geohash)));
});

export const DELETE = handle<ReportParams>(async (request, { runtime, params }) => {
  const id = reportIdParam(params);
  const { geohash } = parseQuery(querySchema, request);
  const { device } = readActor(request, runtime.env);
  const author = device === null ? null : deviceMark(runtime.env.secret, device, id);
  await withdrawReport(runtime, { id, author, hint: geohash });
  return new Response(null, { status: 204 });
});
