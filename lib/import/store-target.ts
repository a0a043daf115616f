import type { Sql } from "postgres";
import { cityOf, WORLD } from "@/lib/cities/cities";
import { roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash } from "@/lib/geo/geohash";
import { AppError } from "@/lib/http/problem";
import {
  findImported,
  type HistoricReport,
  projectHistory,
  rememberImported,
} from "@/lib/projection/project-history";
import { readReport } from "@/lib/reports/find-report";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { submitReport } from "@/lib/reports/submit-report";
import type { ImportTarget, LiveOutcome, StampedReport } from "./import-target";
import { keepShift } from "./keep-shift";
import { patiently } from "./patience";
import { TaskPool } from "./task-pool";

/** Of one batch. More would wait in the store and time out there, to be tried again and then count as already there. */
const CONCURRENT_WRITES = 8;

/** The real target: live reports through the command that the API uses, older ones to the read model's history. */
export function createStoreTarget(deps: ReportDeps & { readonly sql: Sql }): ImportTarget {
  return {
    async addLive(reports) {
      const ids = reports.map(({ id }) => id);
      const known = await patiently(() => findImported(deps.sql, ids));
      const outcomes: LiveOutcome[] = [];
      const pool = new TaskPool(CONCURRENT_WRITES);
      for (const [index, report] of reports.entries()) {
        await pool.add(async () => {
          outcomes[index] = await patiently(() => submit(deps, report, known.has(report.id)));
        });
      }
      await pool.drain();
      await patiently(() => rememberImported(deps.sql, ids));
      return outcomes;
    },
    addHistory: (reports) => patiently(() => projectHistory(deps.sql, reports.map(toHistoric))),
    keepShift: (fingerprint, shiftMs) => patiently(() => keepShift(deps, fingerprint, shiftMs)),
  };
}

/**
 * A row that no import has brought is new wherever it lies: one put. Of a known one the portal may have corrected the
 * position since: unless it is found in its cell, the other cells are asked too.
 */
async function submit(deps: ReportDeps, report: StampedReport, known: boolean): Promise<LiveOutcome> {
  const { id, layer, category, severity, note } = report;
  const [lng, lat] = report.position;
  const idsMayMove = known && (await readReport(deps, cellOf(report), id)) === null;
  try {
    const input = { id, lat, lng, layer, category, severity, note };
    const { outcome } = await submitReport(deps, input, { clockWindow: false, idsMayMove });
    return outcome === "created" ? "added_live" : "already_there";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "gone") return "already_there";
    if (error.code !== "invalid") throw error;
    return isReused(error) ? "changed_since" : "refused";
  }
}

/** The same row came before with another position, type or severity; what is stored stays. */
function isReused(error: AppError): boolean {
  return (
    error.details.errors?.some(({ path, message }) => path === "id" && message.includes("already used")) ??
    false
  );
}

function cellOf({ position }: StampedReport): string {
  return encodeGeohash(roundPosition(position), 6);
}

function toHistoric(report: StampedReport): HistoricReport {
  const { id, layer, category, severity, createdAt } = report;
  const cityId = cityOf(roundPosition(report.position))?.id ?? WORLD;
  return { id, geohash: cellOf(report), cityId, layer, category, severity, createdAt };
}
