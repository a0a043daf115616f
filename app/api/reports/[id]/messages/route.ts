import { isCityStaff } from "@/lib/accounts/city-staff";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { parseQuery } from "@/lib/http/query";
import { readJson } from "@/lib/http/read-json";
import { getVisibleReport } from "@/lib/reports/get-report";
import { listMessages } from "@/lib/reports/list-messages";
import { messageSchema, toPublicMessage } from "@/lib/reports/message";
import { messageQuerySchema } from "@/lib/reports/message-query";
import { postMessage } from "@/lib/reports/post-message";
import { pathReportId, type ReportParams, reportTarget } from "@/lib/reports/report-params";
import { respond } from "@/lib/reports/respond";

export const GET = handle<ReportParams>(async (request, { runtime, params }) => {
  const { geohash, ...range } = parseQuery(messageQuerySchema, request);
  const id = pathReportId(params);
  await getVisibleReport(runtime, id, geohash);
  const { messages, next } = await listMessages(runtime, id, range);
  return json({ messages: messages.map(toPublicMessage), next_cursor: next });
});

export const POST = handle<ReportParams>(async (request, { runtime, params }) => {
  const { id, hint } = reportTarget(request, params);
  const { id: messageId = null, text } = parse(messageSchema, await readJson(request));
  const report = await getVisibleReport(runtime, id, hint);
  const isStaff = await isCityStaff(runtime, request, report.cityId);
  const { message, outcome } = await respond(runtime, request, id, (mark) =>
    postMessage(runtime, report, { messageId, text, sender: isStaff ? "city" : { mark } }),
  );
  return json(toPublicMessage(message), { status: outcome === "created" ? 201 : 200 });
});
