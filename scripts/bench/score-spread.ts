/**
 * Measures how both scoring models spread over real 311 exports, for the methodology page:
 *
 *   npx tsx scripts/bench/score-spread.ts <source>=<file> …      e.g. nyc311=/path/to/export.csv
 *
 * Each file is read as `npm run import --redate` would read it. Figures only are kept, in
 * app/methodology/score-spread.json; nothing of the rows is.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findCategory, SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { encodeGeohash } from "@/lib/geo/geohash";
import { importFile } from "@/lib/import/import-file";
import { loadImportSource } from "@/lib/import/import-source";
import type { StampedReport } from "@/lib/import/import-target";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { calibrate } from "@/lib/scoring/calibration";
import { RECENCY_STEPS } from "@/lib/scoring/constants";
import { type CellScore, scoreCell } from "@/lib/scoring/score";
import type { ScoredReport } from "@/lib/scoring/scored-report";
import { spreadOf } from "./statistics";

const DAY_MS = 24 * 3600 * 1000;
/** Days back to where reports stop weighing anything. */
const WEIGHED_DAYS = Math.round((RECENCY_STEPS.at(-1)?.untilAgeMs ?? 0) / DAY_MS);
const BINS = 20;
/** A layer with fewer active cells has no spread worth telling. */
const LEAST_CELLS = 20;

const asOf = Date.now();
const samples = [];
for (const argument of process.argv.slice(2)) {
  const [sourceId = "", file = ""] = argument.split("=");
  const source = loadImportSource(sourceId);
  const reports = await readLive(sourceId, file);
  const days = Math.max(1, Math.ceil((asOf - Math.min(...reports.map((each) => each.createdAt))) / DAY_MS));
  const about = { source: source.title, reports: reports.length, days };
  samples.push({ ...about, repeated: false, layers: spreadOfLayers(reports) });
  if (days <= 1) {
    samples.push({ ...about, repeated: true, layers: spreadOfLayers(repeatDaily(reports)) });
  }
}
const path = join(PROJECT_ROOT, "app", "methodology", "score-spread.json");
await writeFile(path, `${JSON.stringify({ weighed_days: WEIGHED_DAYS, samples }, null, 2)}\n`);
console.log(`${samples.length} samples written to ${path}`);

/** The reports of a file that would be live, its newest row being now. */
async function readLive(sourceId: string, file: string): Promise<StampedReport[]> {
  const live: StampedReport[] = [];
  const target = {
    addLive: async (reports: readonly StampedReport[]) => {
      live.push(...reports);
      return reports.map(() => "added_live" as const);
    },
    addHistory: async (reports: readonly StampedReport[]) => reports.length,
    keepShift: async (_fingerprint: string, shiftMs: number) => ({ shiftMs, repeated: false }),
  };
  await importFile({ target, now: () => asOf }, { source: loadImportSource(sourceId), file, redate: true });
  return live;
}

/** The sample's one day again on each of the days that weigh: what the whole feed of a city would bring. */
function repeatDaily(reports: readonly StampedReport[]): StampedReport[] {
  return Array.from({ length: WEIGHED_DAYS }, (_, day) =>
    reports.map((report) => ({
      ...report,
      id: `${report.id}-${day}`,
      createdAt: report.createdAt - day * DAY_MS,
    })),
  ).flat();
}

function spreadOfLayers(reports: readonly StampedReport[]) {
  const cells = new Map<string, ScoredReport[]>();
  for (const report of reports) {
    const geohash = encodeGeohash(report.position, 6);
    const inCell = cells.get(geohash) ?? [];
    inCell.push(toScored(report));
    cells.set(geohash, inCell);
  }
  const inCells = [...cells.values()];
  const classic = inCells.map((each) => scoreCell(each, { model: "classic", asOf }));
  const totals = inCells.map((each) => scoreCell(each, { model: "calibrated", asOf }).totals);
  const calibration = calibrate(totals);
  const calibrated = inCells.map((each) => scoreCell(each, { model: "calibrated", asOf, calibration }));
  const halfway: Record<SignalLayer, number> = { ...calibration.H, ...calibration.K };
  return SIGNAL_LAYERS.flatMap((layer) => {
    const activeCells = totals.filter((total) => total[layer] !== null).length;
    if (activeCells < LEAST_CELLS) return [];
    return {
      layer,
      active_cells: activeCells,
      halfway_points: Math.round(halfway[layer] * 10) / 10,
      classic: distribution(classic, layer),
      calibrated: distribution(calibrated, layer),
    };
  });
}

function toScored({ id, layer, category, severity, createdAt }: StampedReport): ScoredReport {
  const polarity = findCategory(category)?.polarity ?? -1;
  return { id, layer, polarity, severity, createdAt, confirmations: 0, source: null };
}

/** How the scores of the cells active in a layer spread. The last bin holds 100 as well. */
function distribution(cells: readonly CellScore[], layer: SignalLayer) {
  const scores = cells.flatMap(({ scores, totals }) => (totals[layer] === null ? [] : (scores[layer] ?? [])));
  const bins = Array.from({ length: BINS }, () => 0);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.floor((score * BINS) / 100));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const { median, q1, q3 } = spreadOf(scores);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    bins,
    at_zero: scores.filter((score) => score === 0).length,
    median: tenth(median),
    q1: tenth(q1),
    q3: tenth(q3),
    interquartile_range: tenth(q3 - q1),
  };
}
