import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { type Calibration, calibratedModel, DEFAULT_CALIBRATION } from "@/lib/scoring/calibrated";
import { classicModel } from "@/lib/scoring/classic";
import { confidenceOf, independentReports } from "@/lib/scoring/confidence";
import { RECENT_WINDOW_MS } from "@/lib/scoring/constants";
import { layerEffects, type ScoreEffect, strongestFirst } from "@/lib/scoring/explanation";
import type { ScoringModel } from "@/lib/scoring/model";
import { meanOfTenths, roundHalfUp } from "@/lib/scoring/rounding";
import type { ScoredReport } from "@/lib/scoring/scored-report";
import { capPointsBySource } from "@/lib/scoring/source-cap";
import { recencyWeight } from "@/lib/scoring/weights";

export type ScoringModelName = "classic" | "calibrated";

export interface ScoreOptions {
  readonly model: ScoringModelName;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Only `calibrated` looks at it; H = 100 and K = 50 when left out. */
  readonly calibration?: Calibration;
}

/** 0 to 100 with one decimal. All null together: nothing was reported, which is not the same as nothing is wrong. */
export type Scores = Readonly<Record<SignalLayer | "overall", number | null>>;

export interface CellScore {
  readonly model: ScoringModelName;
  readonly scores: Scores;
  readonly reportCount: number;
  /** Reports younger than 7 days. */
  readonly reportCount7d: number;
  /** 0 to 1 with three decimals. */
  readonly confidence: number;
  /** Strongest effect first. */
  readonly explanation: readonly ScoreEffect[];
  /**
   * Total of each layer's signed points (−P or S of the formulas) before they become a score, from which a city is
   * calibrated. Null where no report of the layer weighs anything.
   */
  readonly totals: Readonly<Record<SignalLayer, number | null>>;
}

interface LayerScore {
  readonly score: number;
  readonly total: number | null;
  readonly effects: readonly ScoreEffect[];
}

interface WeighedReport extends ScoredReport {
  readonly weight: number;
}

/**
 * Score of one cell from its live reports (each once) by the formulas of `classicModel` or `calibratedModel`.
 * `overall` is the mean of the four layer scores; each of the five is rounded half up to one decimal. Without reports
 * all five are null. The order of the reports does not matter, down to the last bit.
 */
export function scoreCell(reports: readonly ScoredReport[], options: ScoreOptions): CellScore {
  const { asOf } = options;
  const model =
    options.model === "classic" ? classicModel : calibratedModel(options.calibration ?? DEFAULT_CALIBRATION);
  const weighed = reports
    .map((report): WeighedReport => ({ ...report, weight: recencyWeight(report.createdAt, asOf) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const layers = byLayer((layer) => scoreLayer(layer, weighed, model));
  return {
    model: options.model,
    scores: reports.length > 0 ? withOverall(byLayer((layer) => layers[layer].score)) : NO_SCORES,
    reportCount: reports.length,
    reportCount7d: reports.filter(({ createdAt }) => asOf - createdAt < RECENT_WINDOW_MS).length,
    confidence: confidenceOf(independentReports(weighed)),
    explanation: strongestFirst(SIGNAL_LAYERS.flatMap((layer) => layers[layer].effects)),
    totals: byLayer((layer) => layers[layer].total),
  };
}

const NO_SCORES: Scores = {
  safety: null,
  vibe: null,
  infrastructure: null,
  opportunity: null,
  overall: null,
};

function scoreLayer(layer: SignalLayer, reports: readonly WeighedReport[], model: ScoringModel): LayerScore {
  const counted = reports
    .filter((report) => report.layer === layer && report.weight > 0)
    .map((report) => ({ ...report, points: model.points(report, report.weight) }));
  const points = capPointsBySource(layer, counted);
  const total = points.reduce((sum, each) => sum + each, 0);
  return {
    score: roundHalfUp(model.score(layer, total), 1),
    total: counted.length > 0 ? total : null,
    effects: layerEffects(
      layer,
      counted.map(({ id, weight }, i) => ({ id, weight, points: points[i] ?? 0 })),
      model.pointValue(layer, total),
    ),
  };
}

function withOverall(scores: Readonly<Record<SignalLayer, number>>): Scores {
  return {
    ...scores,
    overall: meanOfTenths(SIGNAL_LAYERS.map((layer) => ({ value: scores[layer], weight: 1 }))),
  };
}

function byLayer<T>(of: (layer: SignalLayer) => T): Record<SignalLayer, T> {
  return {
    safety: of("safety"),
    vibe: of("vibe"),
    infrastructure: of("infrastructure"),
    opportunity: of("opportunity"),
  };
}
