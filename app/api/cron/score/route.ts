import { timingSafeEqual } from "node:crypto";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { AppError } from "@/lib/http/problem";
import { scoreDueCells } from "@/lib/neighborhoods/score-pass";

const MAX_PASSES = 25;

/** `GET` or `POST /api/cron/score` with `Authorization: Bearer STRATUM_CRON_SECRET`: scores the cells that are due. */
const run = handle(async (request, { runtime }) => {
  authorize(request, runtime.env.cronSecret);
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

/** Without a secret in the settings there is no such endpoint. */
function authorize(request: Request, secret: string | null): void {
  if (secret === null) throw new AppError("not_found", "Not found.");
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${secret}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new AppError("unauthenticated", "Send the cron secret as a bearer token.");
  }
}
