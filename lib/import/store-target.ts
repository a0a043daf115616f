import { setTimeout } from "node:timers/promises";
import type { Sql } from "postgres";
import { cityOf, WORLD } from "@/lib/cities/cities";
import { roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash } from "@/lib/geo/geohash";
import { AppError } from "@/lib/http/problem";
import { type HistoricReport, projectHistory, rememberImported } from "@/lib/projection/project-history";
import type { ReportDeps } from "@/lib/reports/report-deps";
import { submitReport } from "@/lib/reports/submit-report";
import type { ImportTarget, StampedReport } from "./import-target";
import { keepShift } from "./keep-shift";

/** How long to wait before each further try when the store is away or overloaded. */
const PATIENCE_MS = [500, 1_000, 2_000, 4_000, 8_000];
const REMEMBER_BATCH = 1_000;

/** The real target: live reports through the command that the API uses, older ones to the read model's history. */
export function createStoreTarget(deps: ReportDeps & { readonly sql: Sql }): ImportTarget {
  let live: string[] = [];
  const rememberLive = async () => {
    const ids = live;
    live = [];
    await rememberImported(deps.sql, ids);
  };
  return {
    async addLive(report) {
      const outcome = await submit(deps, report);
      if (live.push(report.id) >= REMEMBER_BATCH) await rememberLive();
      return outcome;
    },
    addHistory: (reports) => projectHistory(deps.sql, reports.map(toHistoric)),
    finish: rememberLive,
    keepShift: (fingerprint, shiftMs) => keepShift(deps, fingerprint, shiftMs),
  };
}

async function submit(deps: ReportDeps, report: StampedReport) {
  const { id, layer, category, severity, note } = report;
  const [lng, lat] = report.position;
  for (let attempt = 0; ; attempt++) {
    try {
      const input = { id, lat, lng, layer, category, severity, note };
      const { outcome } = await submitReport(deps, input, { clockWindow: false });
      return outcome === "created" ? "added_live" : "already_there";
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "gone") return "already_there";
      if (error.code === "invalid") return isReused(error) ? "changed_since" : "refused";
      const wait = PATIENCE_MS[attempt];
      if (error.code !== "unavailable" || wait === undefined) throw error;
      await setTimeout(wait);
    }
  }
}

/** The same row came before with another position, type or severity; what is stored stays. */
function isReused(error: AppError): boolean {
  return (
    error.details.errors?.some(({ path, message }) => path === "id" && message.includes("already used")) ??
    false
  );
}

function toHistoric({ id, position, layer, category, severity, createdAt }: StampedReport): HistoricReport {
  const rounded = roundPosition(position);
  const cityId = cityOf(rounded)?.id ?? WORLD;
  return { id, geohash: encodeGeohash(rounded, 6), cityId, layer, category, severity, createdAt };
}
