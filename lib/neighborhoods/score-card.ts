import { encodeGeohash } from "@/lib/geo/geohash";
import type { Runtime } from "@/lib/platform/runtime";
import { queryCellReports } from "@/lib/reports/cell-reports";
import { cellBbox, listReports } from "@/lib/reports/list-reports";
import type { StoredReport } from "@/lib/reports/report-item";
import { aggregateScores } from "@/lib/scoring/aggregate";
import { type CellScore, scoreCell } from "@/lib/scoring/score";
import { cellCityId } from "./cell-city";
import { type CitySettings, citySettings } from "./city-settings";
import { type CategoryCount, type NeighborhoodContext, readContext, readParts } from "./neighborhood-context";
import { recordScores } from "./record-scores";
import { scoredCell, toScoredReport } from "./score-pass";

const RECENT_REPORTS = 10;
/** Reports that a coarse cell is scored from while PostgreSQL is away. */
const FALLBACK_REPORTS = 200;

type CardDeps = Pick<Runtime, "sql" | "dynamo" | "now" | "log">;

/** Everything that one look at a neighbourhood shows. */
export interface ScoreCard {
  readonly geohash: string;
  readonly cityId: string;
  /** Milliseconds since the epoch. */
  readonly calculatedAt: number;
  readonly score: Omit<CellScore, "totals">;
  readonly categories: readonly CategoryCount[];
  /** Newest first. */
  readonly recentReports: readonly StoredReport[];
  /** Null while PostgreSQL is away. */
  readonly context: NeighborhoodContext | null;
  /** How long each store took, milliseconds. */
  readonly sources: { readonly dynamodb: number; readonly aurora: number | null };
}

/**
 * The score card of a cell, computed from its live reports and kept as its newest scores.
 *
 * Cells of 6 characters (and parts of them, 7) are scored from their own reports; coarser ones (4, 5) are the mean of
 * their 6-character cells. With PostgreSQL away the card is scored all the same and has no context.
 *
 * @param geohash 4 to 7 characters
 */
export async function readScoreCard(deps: CardDeps, geohash: string): Promise<ScoreCard> {
  const asOf = deps.now();
  const cityId = cellCityId(geohash);
  const settings = (await citySettings(deps.sql, asOf))(cityId);
  const place = { geohash, cityId, asOf };
  return geohash.length >= 6 ? readFineCard(deps, place, settings) : readCoarseCard(deps, place, settings);
}

interface Place {
  readonly geohash: string;
  readonly cityId: string;
  readonly asOf: number;
}

async function readFineCard(deps: CardDeps, place: Place, settings: CitySettings): Promise<ScoreCard> {
  const { geohash, asOf } = place;
  const store = stopwatch();
  const inCell = await queryCellReports(deps, geohash.slice(0, 6), { asOf });
  const reports =
    geohash.length === 6 ? inCell : inCell.filter(({ lng, lat }) => encodeGeohash([lng, lat], 7) === geohash);
  const dynamodb = store();
  const scored = scoredCell({ ...place, reports: reports.map(toScoredReport), settings });
  const aurora = stopwatch();
  const context = await whileAuroraAnswers(deps, async () => {
    if (scored.score.reportCount > 0) await recordScores(deps.sql, [scored]);
    return readContext(deps.sql, { ...place, overall: scored.score.scores.overall });
  });
  return {
    ...place,
    calculatedAt: asOf,
    score: scored.score,
    categories: countCategories(reports),
    recentReports: reports.slice(0, RECENT_REPORTS),
    context,
    sources: { dynamodb, aurora: context === null ? null : aurora() },
  };
}

async function readCoarseCard(deps: CardDeps, place: Place, settings: CitySettings): Promise<ScoreCard> {
  const { geohash, asOf } = place;
  const store = stopwatch();
  const newest = listNewest(deps, geohash, RECENT_REPORTS).then((reports) => ({ reports, took: store() }));
  newest.catch(() => undefined);
  const aurora = stopwatch();
  const model = await whileAuroraAnswers(deps, async () => {
    const { parts, categories } = await readParts(deps.sql, geohash, asOf);
    const score = { ...aggregateScores(parts), model: settings.model, explanation: [] };
    if (score.reportCount > 0) {
      await recordScores(deps.sql, [{ ...place, score, totals: null, calculatedAt: asOf }]);
    }
    return { score, categories, context: await readContext(deps.sql, { ...place, overall: null }) };
  });
  if (model === null) return scoreFromNewest(deps, place, settings);
  const { reports, took } = await newest;
  return {
    ...place,
    ...model,
    calculatedAt: asOf,
    recentReports: reports,
    sources: { dynamodb: took, aurora: aurora() },
  };
}

async function scoreFromNewest(deps: CardDeps, place: Place, settings: CitySettings): Promise<ScoreCard> {
  const { geohash, asOf } = place;
  const store = stopwatch();
  const reports = await listNewest(deps, geohash, FALLBACK_REPORTS);
  const cells = new Set(reports.map((report) => report.geohash));
  const parts = [...cells].map((cell) => {
    const inCell = reports.filter((report) => report.geohash === cell);
    return scoreCell(inCell.map(toScoredReport), { ...settings, asOf });
  });
  return {
    ...place,
    calculatedAt: asOf,
    score: { ...aggregateScores(parts), model: settings.model, explanation: [] },
    categories: countCategories(reports),
    recentReports: reports.slice(0, RECENT_REPORTS),
    context: null,
    sources: { dynamodb: store(), aurora: null },
  };
}

async function listNewest(deps: CardDeps, geohash: string, limit: number): Promise<readonly StoredReport[]> {
  const query = { bbox: cellBbox(geohash), layer: null, since: null, limit, before: null };
  return (await listReports(deps, query)).reports;
}

/** What `work` gives, or null when PostgreSQL does not answer. */
async function whileAuroraAnswers<T>({ log }: CardDeps, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    log.warn({ err: error }, "score card without the read model");
    return null;
  }
}

function countCategories(reports: readonly StoredReport[]): CategoryCount[] {
  const counts = new Map<string, number>();
  for (const { category } of reports) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([category, count]) => ({ category, count }))
    .toSorted((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) * 10) / 10;
}
