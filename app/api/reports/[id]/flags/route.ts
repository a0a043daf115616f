import { z } from "zod";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";
import { FLAG_REASONS } from "@/lib/reports/flag-reasons";
import { flagReport } from "@/lib/reports/flag-report";
import { type ReportParams, reportTarget } from "@/lib/reports/report-params";
import { respond } from "@/lib/reports/respond";

const bodySchema = z.object({ reason: z.enum(FLAG_REASONS, `must be one of ${FLAG_REASONS.join(", ")}`) });

export const POST = handle<ReportParams>(async (request, { runtime, params }) => {
  const target = reportTarget(request, params);
  const { reason } = parse(bodySchema, await readJson(request));
  const { outcome } = await respond(runtime, request, target.id, async (mark) => ({
    outcome: await flagReport(runtime, { ...target, reason, mark }),
  }));
  return json({ id: target.id, flagged: true }, { status: outcome === "counted" ? 201 : 200 });
});
