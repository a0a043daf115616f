import { requireCronSecret } from "@/lib/http/cron-secret";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { scoreDueCells } from "@/lib/neighborhoods/score-pass";

const MAX_PASSES = 25;

/** `GET` or `POST /api/cron/score` with `Authorization: Bearer STRATUM_CRON_SECRET`: scores the cells that are due. */
const run = handle(async (request, { runtime }) => {
  requireCronSecret(request, runtime.env.cronSecret);
  let passes = 0;
  let more = true;
  while (more && passes < MAX_PASSES) {
    more = await scoreDueCells(runtime);
    passes += 1;
  }
  return json({ passes, more });
});

/** Schedulers differ in the method they call with. */
export const GET = run;
export const POST = run;
