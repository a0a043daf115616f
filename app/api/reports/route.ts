import { readActor } from "@/lib/abuse/actor";
import { PROOF_HEADER } from "@/lib/abuse/proof-of-work";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { parseQuery } from "@/lib/http/query";
import { readJson } from "@/lib/http/read-json";
import { encodeCursor, listQuerySchema } from "@/lib/reports/list-query";
import { listReports } from "@/lib/reports/list-reports";
import { toPublicReport } from "@/lib/reports/public-report";
import { receiveReport } from "@/lib/reports/receive-report";
import { reportSchema } from "@/lib/reports/report-schema";

export const POST = handle(async (request, { runtime }) => {
  const input = parse(reportSchema, await readJson(request));
  const actor = readActor(request, runtime.env);
  const proof = request.headers.get(PROOF_HEADER);
  const { report, outcome } = await receiveReport(runtime, { input, actor, proof });
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
