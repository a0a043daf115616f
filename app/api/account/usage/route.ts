import { z } from "zod";
import { withAccount } from "@/lib/accounts/with-account";
import { readDailyUsage, readMonthByEndpoint } from "@/lib/api-keys/usage-report";
import { json } from "@/lib/http/json";
import { parseQuery } from "@/lib/http/query";

const usageQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) });

export const GET = withAccount("member", async (request, { runtime, account }) => {
  const { days } = parseQuery(usageQuery, request);
  const owner = { organizationId: account.organization.id };
  const [daily, month] = await Promise.all([
    readDailyUsage(runtime, owner, days),
    readMonthByEndpoint(runtime, owner),
  ]);
  return json({
    days: daily,
    this_month: month.map(({ apiKeyId, ...rest }) => ({ api_key_id: apiKeyId, ...rest })),
  });
});
