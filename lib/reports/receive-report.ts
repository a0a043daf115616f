import type { Actor } from "@/lib/abuse/actor";
import { type AdmitDeps, admit } from "@/lib/abuse/admit";
import { screenText } from "@/lib/abuse/screen-text";
import { actorMark, sourceTag } from "@/lib/abuse/tags";
import { AppError } from "@/lib/http/problem";
import { draftReport } from "./draft-report";
import { newReportId } from "./report-id";
import type { ReportInput } from "./report-schema";
import { enqueue } from "./review-queue";
import { findReplay, type Submitted, submitReport } from "./submit-report";

export interface Receipt {
  readonly input: ReportInput;
  readonly actor: Actor;
  /** Value of the proof-of-work header; null without one. */
  readonly proof: string | null;
}

/**
 * Takes a report from an anonymous sender: limits, text screening, then `submitReport`. A note that should be seen
 * first is held for review, the signal itself is not. A retry of what is stored already is answered even past the
 * limits, so that nobody is left wondering.
 *
 * @throws AppError as `submitReport`, and `rate_limited`
 */
export async function receiveReport(deps: AdmitDeps, { input, actor, proof }: Receipt): Promise<Submitted> {
  const identified = { ...input, id: input.id ?? newReportId(deps.now()) };
  const { report: draft } = draftReport(identified, deps.now(), {});
  const admission = await admit(deps, "report", actor, proof).catch(async (refusal: unknown) => {
    const replay = refusal instanceof AppError ? await findReplay(deps, identified) : null;
    if (replay === null) throw refusal;
    return replay;
  });
  if ("outcome" in admission) return admission;
  try {
    const reasons = draft.note === null ? [] : screenText(draft.note);
    const [author, source] = await Promise.all([
      actorMark(deps, actor, draft.id),
      deps.env.limits ? sourceTag(deps, actor.network, draft.geohash) : null,
    ]);
    if (reasons.length > 0) {
      await enqueue(deps, {
        reportId: draft.id,
        geohash: draft.geohash,
        reasons,
        expiresAt: draft.expiresAt,
      });
    }
    const submitted = await submitReport(deps, identified, { author, source, noteHeld: reasons.length > 0 });
    if (submitted.outcome === "created") admission.commit();
    else admission.release();
    return submitted;
  } catch (error) {
    admission.release();
    throw error;
  }
}
