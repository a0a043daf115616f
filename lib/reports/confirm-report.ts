import { AppError } from "@/lib/http/problem";
import { changeStatus } from "./change-status";
import { getVisibleReport } from "./get-report";
import { markReport } from "./mark-report";
import type { ReportStatus } from "./report";
import type { ReportDeps } from "./report-deps";
import type { StoredReport } from "./report-item";

export const CONFIRMATION_KINDS = ["still_there", "gone"] as const;
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];

/** Distinct devices that must say "gone" before a report closes, more of them than say "still there". */
export const GONE_TO_CLOSE = 3;

export interface Confirmation {
  readonly id: string;
  readonly kind: ConfirmationKind;
  /** The device's mark on this report, as `actorMark` gives it. */
  readonly mark: string;
  /** The report's 6-character geohash, if known. */
  readonly hint?: string | undefined;
}

/**
 * Counts one device's "still there" or "gone", once per device and report; the first word stands. Enough "gone"
 * close the report, and "still there" from as many open it again.
 *
 * @returns the report as it is afterwards, and whether this call counted
 * @throws AppError `not_found`, `unavailable`
 */
export async function confirmReport(
  deps: ReportDeps,
  { id, kind, mark, hint }: Confirmation,
): Promise<{ readonly report: StoredReport; readonly outcome: "counted" | "repeated" }> {
  const before = await getVisibleReport(deps, id, hint);
  const outcome = await markReport(deps, before, {
    kind: "confirmation",
    mark,
    counter: kind,
    facts: { kind },
  });
  const report = await getVisibleReport(deps, id, before.geohash);
  const status = outcome === "counted" ? settledStatus(report) : report.status;
  if (status === report.status) return { report, outcome };
  await changeStatus(deps, report, { to: status, by: "neighbors", note: null }).catch(ignoreConflict);
  return { report: await getVisibleReport(deps, id, before.geohash), outcome };
}

/** The status that the confirmations ask for. Pure. What the city works on or has closed is the city's to move. */
export function settledStatus({
  status,
  gone,
  stillThere,
}: Pick<StoredReport, "status" | "gone" | "stillThere">): ReportStatus {
  const isGone = gone >= GONE_TO_CLOSE && gone > stillThere;
  if (isGone && (status === "open" || status === "acknowledged")) return "gone";
  return !isGone && status === "gone" ? "open" : status;
}

/** Somebody else moved the report in the same moment; the next confirmation settles it. */
function ignoreConflict(error: unknown): void {
  if (!(error instanceof AppError && error.code === "conflict")) throw error;
}
