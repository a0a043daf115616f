import { z } from "zod";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";
import { CONFIRMATION_KINDS, confirmReport } from "@/lib/reports/confirm-report";
import { toPublicReport } from "@/lib/reports/public-report";
import { type ReportParams, reportTarget } from "@/lib/reports/report-params";
import { respond } from "@/lib/reports/respond";

const bodySchema = z.object({
  kind: z.enum(CONFIRMATION_KINDS, `must be one of ${CONFIRMATION_KINDS.join(", ")}`),
});

export const POST = handle<ReportParams>(async (request, { runtime, params }) => {
  const target = reportTarget(request, params);
  const { kind } = parse(bodySchema, await readJson(request));
  const { report, outcome } = await respond(runtime, request, target.id, (mark) =>
    confirmReport(runtime, { ...target, kind, mark }),
  );
  return json(toPublicReport(report), { status: outcome === "counted" ? 201 : 200 });
});
