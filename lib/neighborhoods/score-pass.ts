import type { Sql } from "postgres";
import { findCategory, type Severity, type SignalLayer } from "@/lib/catalogue/catalogue";
import type { Runtime } from "@/lib/platform/runtime";
import { windowIndex } from "@/lib/projection/windows";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { RECENCY_STEPS } from "@/lib/scoring/constants";
import { scoreCell } from "@/lib/scoring/score";
import type { ScoredReport } from "@/lib/scoring/scored-report";
import { cellCityId } from "./cell-city";
import { type CitySettings, citySettings } from "./city-settings";
import { recordScores, type ScoredCell } from "./record-scores";

/** Cells scored in one go, with three statements however many they are. */
const CELLS_PER_PASS = 200;

/**
 * About as many reports are read in one go; a cell is never cut. In dense cities a pass of so many cells would keep the
 * worker from following the stream for seconds.
 */
const REPORTS_PER_PASS = 10_000;

const LONGEST_WINDOW = windowIndex("90d");
const SCORED_PRECISION = 6;

interface DueCells {
  /** Live reports by cell; a due cell that has none left is there with an empty list. */
  readonly cells: ReadonlyMap<string, readonly ScoredReport[]>;
  /** True when more cells may be due. */
  readonly more: boolean;
}

interface DueRow {
  /** Cells that were due when this was read, up to `CELLS_PER_PASS`. */
  readonly queued: number;
  readonly cell: string;
  readonly reportId: string | null;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: Severity;
  readonly stillThere: number;
  readonly source: string | null;
  readonly createdAt: Date;
}

/**
 * Scores the cells that are due: those with a new or changed report, and those where a report's age weight changes or
 * it expires. Each is due again when the next of its reports crosses an age boundary.
 *
 * @returns true when more cells may be due
 */
export async function scoreDueCells({ sql, now }: Pick<Runtime, "sql" | "now">): Promise<boolean> {
  const asOf = now();
  const { cells, more } = await readDueCells(sql, asOf);
  if (cells.size === 0) return false;
  const settings = await citySettings(sql, asOf);
  await recordScores(
    sql,
    [...cells].map(([geohash, reports]) => {
      const cityId = cellCityId(geohash);
      return scoredCell({ geohash, cityId, reports, settings: settings(cityId), asOf });
    }),
  );
  await reschedule(sql, cells, asOf);
  return more;
}

/** A cell's scores by its city's model, with the totals that the city's calibration is made of. */
export function scoredCell(cell: {
  readonly geohash: string;
  readonly cityId: string;
  readonly reports: readonly ScoredReport[];
  readonly settings: CitySettings;
  readonly asOf: number;
}): ScoredCell {
  const { geohash, cityId, reports, settings, asOf } = cell;
  const score = scoreCell(reports, { ...settings, asOf });
  const { totals } =
    settings.model === "calibrated" ? score : scoreCell(reports, { model: "calibrated", asOf });
  return { geohash, cityId, score, totals, calculatedAt: asOf };
}

/** The cells that are due for longest, as many as one pass takes: the map's own counts tell how many reports each has. */
async function readDueCells(sql: Sql, asOf: number): Promise<DueCells> {
  const rows = await sql<DueRow[]>`
    with queued as (
      select q.geohash, q.due_at, coalesce(m.count, 0) as reports
      from score_queue q
      left join map_cells m
        on m.time_window = ${LONGEST_WINDOW} and m.precision = ${SCORED_PRECISION} and m.geohash = q.geohash
      where q.due_at <= ${new Date(asOf)}
      order by q.due_at, q.geohash limit ${CELLS_PER_PASS}
    ),
    due as (
      select geohash from (
        select geohash, sum(reports) over (order by due_at, geohash) - reports as before from queued) s
      where before < ${REPORTS_PER_PASS}
    )
    select (select count(*)::int from queued) as queued,
      d.geohash as cell, p.report_id, p.layer, p.category, p.severity, p.still_there, p.source, p.created_at
    from due d
    left join report_points p on p.geohash_8 >= d.geohash and p.geohash_8 < d.geohash || '~'
      and p.counted and p.live and p.created_at > ${new Date(asOf - REPORT_LIFETIME_SECONDS * 1000)}`;
  const cells = new Map<string, ScoredReport[]>();
  for (const row of rows) {
    const reports = cells.get(row.cell) ?? [];
    if (row.reportId !== null)
      reports.push(toScoredReport({ ...row, id: row.reportId, createdAt: row.createdAt.getTime() }));
    cells.set(row.cell, reports);
  }
  const queued = rows[0]?.queued ?? 0;
  return { cells, more: queued === CELLS_PER_PASS || queued > cells.size };
}

/** A report as scoring sees it; `still there` answers are its confirmations. */
export function toScoredReport(report: {
  readonly id: string;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: Severity;
  readonly stillThere: number;
  readonly source: string | null;
  readonly createdAt: number;
}): ScoredReport {
  const { id, layer, category, severity, stillThere, source, createdAt } = report;
  const polarity = findCategory(category)?.polarity ?? -1;
  return { id, layer, polarity, severity, createdAt, confirmations: stillThere, source };
}

/** Puts each cell where its next change is; leaves alone those that became due again meanwhile. */
async function reschedule(
  sql: Sql,
  cells: ReadonlyMap<string, readonly ScoredReport[]>,
  asOf: number,
): Promise<void> {
  const rows = [...cells].map(([geohash, reports]) => {
    const next = nextWeightChange(reports, asOf);
    return { geohash, due_at: next === null ? null : new Date(next).toISOString() };
  });
  await sql`
    with settled as (
      select * from jsonb_to_recordset(${sql.json(rows)}) as s(geohash text, due_at timestamptz)
    ),
    done as (
      delete from score_queue q using settled s
      where q.geohash = s.geohash and s.due_at is null and q.due_at <= ${new Date(asOf)}
    )
    update score_queue q set due_at = s.due_at
    from settled s where q.geohash = s.geohash and s.due_at is not null and q.due_at <= ${new Date(asOf)}`;
}

const AGE_BOUNDARIES_MS = [...RECENCY_STEPS.map((step) => step.untilAgeMs), REPORT_LIFETIME_SECONDS * 1000];

/** When the next of the reports crosses an age boundary, milliseconds since the epoch; null when none will. */
function nextWeightChange(reports: readonly ScoredReport[], asOf: number): number | null {
  const crossings = reports.flatMap(({ createdAt }) => {
    const boundary = AGE_BOUNDARIES_MS.find((age) => createdAt + age > asOf);
    return boundary === undefined ? [] : [createdAt + boundary];
  });
  return crossings.length === 0 ? null : crossings.reduce((a, b) => Math.min(a, b));
}
