import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { undoDecision } from "@/lib/moderation/undo-decision";
import { pathReportId, type ReportParams } from "@/lib/reports/report-params";

export const POST = withAccount<ReportParams>("operator", async (_, { runtime, account, params }) => {
  const decisionId = pathReportId(params);
  await undoDecision(runtime, { decisionId, operatorId: account.userId });
  return json({ id: decisionId, undone: true });
});
