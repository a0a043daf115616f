import { z } from "zod";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { limitParam } from "@/lib/http/params";
import { parse } from "@/lib/http/parse";
import { parseQuery } from "@/lib/http/query";
import { readJson } from "@/lib/http/read-json";
import { decideSubject } from "@/lib/moderation/decide-subject";
import { listDecisions } from "@/lib/moderation/list-decisions";
import { DECISIONS } from "@/lib/moderation/marks";
import { toPublicDecision } from "@/lib/moderation/public-queue";
import { plainText } from "@/lib/reports/note";
import { reportIdSchema } from "@/lib/reports/report-schema";

const querySchema = z.object({ limit: limitParam(200, 50), cursor: z.uuid().optional() });

const bodySchema = z.object({
  report_id: reportIdSchema,
  geohash: z.string("must be text").regex(/^[0-9b-hjkmnp-z]{6}$/, "must be the report's 6-character geohash"),
  message_id: reportIdSchema.nullish(),
  decision: z.enum(DECISIONS, `must be one of ${DECISIONS.join(", ")}`),
  reason: plainText.default(""),
});

export const GET = withAccount("operator", async (request, { runtime }) => {
  const { limit, cursor = null } = parseQuery(querySchema, request);
  const decisions = await listDecisions(runtime.sql, { limit, before: cursor });
  const last = decisions.length === limit ? decisions.at(-1) : undefined;
  return json({ decisions: decisions.map(toPublicDecision), next_cursor: last?.id ?? null });
});

export const POST = withAccount("operator", async (request, { runtime, account }) => {
  const body = parse(bodySchema, await readJson(request));
  const id = await decideSubject(runtime, {
    reportId: body.report_id,
    geohash: body.geohash,
    messageId: body.message_id ?? null,
    decision: body.decision,
    reason: body.reason,
    operatorId: account.userId,
  });
  return json({ id }, { status: 201 });
});
