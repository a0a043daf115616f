import { readActor } from "@/lib/abuse/actor";
import { admit } from "@/lib/abuse/admit";
import { actorMark } from "@/lib/abuse/tags";
import type { Runtime } from "@/lib/platform/runtime";

/**
 * Lets the sender of `request` respond to a report within the hourly limits. A response that changes nothing does
 * not count.
 *
 * @param act gets the sender's mark on the report
 * @throws AppError `rate_limited`, and what `act` throws
 */
export async function respond<Result extends { readonly outcome: string }>(
  runtime: Runtime,
  request: Request,
  reportId: string,
  act: (mark: string) => Promise<Result>,
): Promise<Result> {
  const actor = readActor(request, runtime.env);
  const admission = await admit(runtime, "response", actor);
  try {
    const result = await act(await actorMark(runtime, actor, reportId));
    if (result.outcome === "repeated") admission.release();
    else admission.commit();
    return result;
  } catch (error) {
    admission.release();
    throw error;
  }
}
