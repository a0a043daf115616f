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
import type { ReportInput } from "@/lib/reports/report-schema";
import { type Submitted, submitReport } from "@/lib/reports/submit-report";
import { submitReports } from "@/lib/reports/submit-reports";
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
      const outcomes = new Map<StampedReport, LiveOutcome>();
      // A row that no import has brought is new wherever it lies.
      const fresh = reports.filter(({ id }) => !known.has(id));
      const results = await submitReports(deps, fresh.map(toInput));
      for (const [index, report] of fresh.entries()) outcomes.set(report, outcomeOf(results[index]));
      const pool = new TaskPool(CONCURRENT_WRITES);
      for (const report of reports.filter(({ id }) => known.has(id))) {
        await pool.add(async () => {
          outcomes.set(report, await patiently(() => submitKnown(deps, report)));
        });
      }
      await pool.drain();
      await patiently(() => rememberImported(deps.sql, ids));
      return reports.flatMap((report) => outcomes.get(report) ?? []);
    },
    addHistory: (reports) => patiently(() => projectHistory(deps.sql, reports.map(toHistoric))),
    keepShift: (fingerprint, shiftMs) => patiently(() => keepShift(deps, fingerprint, shiftMs)),
  };
}

/** Of a known row the portal may have corrected the position since: unless it is in its cell, the others are asked. */
async function submitKnown(deps: ReportDeps, report: StampedReport): Promise<LiveOutcome> {
  const idsMayMove = (await readReport(deps, cellOf(report), report.id)) === null;
  try {
    return outcomeOf(await submitReport(deps, toInput(report), { clockWindow: false, idsMayMove }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return outcomeOf(error);
  }
}

/** @throws AppError that is no answer about the report but a failure of the store */
function outcomeOf(result: Submitted | AppError | undefined): LiveOutcome {
  if (!(result instanceof AppError)) return result?.outcome === "created" ? "added_live" : "already_there";
  if (result.code === "gone") return "already_there";
  if (result.code !== "invalid") throw result;
  return isReused(result) ? "changed_since" : "refused";
}

function toInput({ id, layer, category, severity, note, position: [lng, lat] }: StampedReport): ReportInput {
  return { id, lat, lng, layer, category, severity, note };
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
