import { z } from "zod";
import { requireCityStaff } from "@/lib/accounts/city-staff";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";
import { changeStatus } from "@/lib/reports/change-status";
import { getVisibleReport } from "@/lib/reports/get-report";
import { plainText } from "@/lib/reports/note";
import { toPublicReport } from "@/lib/reports/public-report";
import { REPORT_STATUSES } from "@/lib/reports/report";
import { type ReportParams, reportTarget } from "@/lib/reports/report-params";

const bodySchema = z.object({
  status: z.enum(REPORT_STATUSES, `must be one of ${REPORT_STATUSES.join(", ")}`),
  note: plainText.nullish().transform((note) => note || null),
});

/** The city moves a report; residents see the new status, and the note in its timeline. */
export const POST = withAccount<ReportParams>("member", async (request, { runtime, account, params }) => {
  const { id, hint } = reportTarget(request, params);
  const { status, note } = parse(bodySchema, await readJson(request));
  const report = await getVisibleReport(runtime, id, hint);
  await requireCityStaff(runtime, account, report.cityId);
  await changeStatus(runtime, report, { to: status, by: "city", note });
  return json(toPublicReport({ ...report, status }));
});
