import { apiServices } from "@/lib/api-keys/api-services";
import { readDailyUsage, readMonthByEndpoint } from "@/lib/api-keys/usage-report";
import { quotaSubject } from "@/lib/api-keys/with-api-key";
import { usageEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";

export const GET = v1Route(usageEndpoint, async ({ query, runtime, caller }) => {
  const owner = { subscriptionId: caller.key.subscriptionId };
  const [quota, days, endpoints] = await Promise.all([
    apiServices(runtime).meter.peek(quotaSubject(caller)),
    readDailyUsage(runtime, owner, query.days),
    readMonthByEndpoint(runtime, owner),
  ]);
  const { limit, remaining, month } = quota;
  return {
    plan: caller.plan.id,
    mode: caller.key.mode,
    month: { limit, used: limit - remaining, remaining, resets_at: new Date(month.endsAt).toISOString() },
    days,
    endpoints: endpoints.map(({ apiKeyId, ...rest }) => ({ api_key_id: apiKeyId, ...rest })),
  };
});
