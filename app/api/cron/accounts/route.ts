import { runNightly } from "@/lib/billing/nightly";
import { requireCronSecret } from "@/lib/http/cron-secret";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

/** `GET` or `POST /api/cron/accounts` with `Authorization: Bearer STRATUM_CRON_SECRET`: the nightly work, once a day. */
const run = handle(async (request, { runtime }) => {
  requireCronSecret(request, runtime.env.cronSecret);
  const { swept, reconciliation } = await runNightly(runtime);
  return json({
    swept,
    checked: reconciliation?.checked ?? null,
    mended: reconciliation?.mended.length ?? null,
  });
});

/** Schedulers differ in the method they call with. */
export const GET = run;
export const POST = run;
