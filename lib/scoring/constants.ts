/**
 * Every number the scores are made of. The methodology page is rendered from `SCORING_CONSTANTS`, so that what it
 * says is what runs.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Weight of a report younger than `untilAgeMs`, first match; older than the last step it weighs nothing. */
export const RECENCY_STEPS: readonly { readonly untilAgeMs: number; readonly weight: number }[] = [
  { untilAgeMs: 24 * HOUR_MS, weight: 1 },
  { untilAgeMs: 7 * DAY_MS, weight: 0.7 },
  { untilAgeMs: 14 * DAY_MS, weight: 0.4 },
  { untilAgeMs: 30 * DAY_MS, weight: 0.2 },
];

/** Window of `reportCount7d`, milliseconds. */
export const RECENT_WINDOW_MS = 7 * DAY_MS;

/** Safety and infrastructure: score without any effect, and points per severity and weight. */
export const PENALTY_BASE = 100;
export const PENALTY_FACTOR = 3;

/** Vibe and opportunity: score without any effect, and points per severity and weight. */
export const SWING_BASE = 50;
export const SWING_FACTOR = 2;

/** Least H and K of the calibrated model. */
export const CALIBRATION_MIN_H = 100;
export const CALIBRATION_MIN_K = 50;

/** Corroboration grows from 1 towards this with distinct confirmations. */
export const CORROBORATION_MAX = 2.5;
/** Confirmations at which half of the possible corroboration is reached. */
export const CORROBORATION_HALF_COUNT = 3;

/** Points by which all reports of one source together may move safety or infrastructure. */
export const SOURCE_CAP_POINTS = 30;
/** Points by which all reports of one source together may move vibe or opportunity. */
export const SOURCE_CAP_SWING_POINTS = 20;

/** Independent fresh reports at which confidence is one half. */
export const CONFIDENCE_HALF_COUNT = 5;

/** Largest p-value at which a change between two windows counts as more than noise. */
export const TREND_SIGNIFICANCE_LEVEL = 0.05;
/** Share of false alarms accepted among the changes of a city's cells or categories called significant. */
export const TREND_FALSE_DISCOVERY_RATE = 0.05;
/** Reports added to each weekday before its share is believed. */
export const WEEKDAY_PRIOR_REPORTS = 10;

/** Share of false alarms accepted among the hot cells reported. */
export const HOTSPOT_FALSE_DISCOVERY_RATE = 0.05;
/** Cells needed before hot spots are looked for. */
export const HOTSPOT_MIN_CELLS = 16;

export interface ScoringConstant {
  readonly name: string;
  readonly value: number;
  readonly unit: "weight" | "points" | "factor" | "reports" | "confirmations" | "probability" | "cells";
  readonly description: string;
}

const RECENCY_DESCRIPTIONS = [
  "Weight of a report in its first 24 hours",
  "Weight from 24 hours to 7 days",
  "Weight from 7 to 14 days",
  "Weight from 14 to 30 days; older reports weigh nothing",
];

const constant = (
  name: string,
  value: number,
  unit: ScoringConstant["unit"],
  description: string,
): ScoringConstant => ({ name, value, unit, description });

export const SCORING_CONSTANTS: readonly ScoringConstant[] = [
  ...RECENCY_STEPS.map(({ weight }, i) =>
    constant(`recency weight ${i + 1}`, weight, "weight", RECENCY_DESCRIPTIONS[i] ?? ""),
  ),
  constant("penalty base", PENALTY_BASE, "points", "Safety and infrastructure when nothing weighs on them"),
  constant("penalty factor", PENALTY_FACTOR, "factor", "Points lost per severity and weight"),
  constant("swing base", SWING_BASE, "points", "Vibe and opportunity when nothing moves them"),
  constant("swing factor", SWING_FACTOR, "factor", "Points won or lost per severity and weight"),
  constant(
    "least H",
    CALIBRATION_MIN_H,
    "points",
    "Calibrated model: penalty that halves safety or infrastructure",
  ),
  constant(
    "least K",
    CALIBRATION_MIN_K,
    "points",
    "Calibrated model: swing that goes half of the way to 0 or 100",
  ),
  constant(
    "largest corroboration",
    CORROBORATION_MAX,
    "factor",
    "Calibrated model: most that confirmations add",
  ),
  constant(
    "half corroboration",
    CORROBORATION_HALF_COUNT,
    "confirmations",
    "Calibrated model: distinct confirmations at which half of that is reached",
  ),
  constant(
    "source cap",
    SOURCE_CAP_POINTS,
    "points",
    "Most that one source moves safety or infrastructure of a cell",
  ),
  constant(
    "source cap, swing",
    SOURCE_CAP_SWING_POINTS,
    "points",
    "Most that one source moves vibe or opportunity",
  ),
  constant(
    "half confidence",
    CONFIDENCE_HALF_COUNT,
    "reports",
    "Independent fresh reports for a confidence of 0.5",
  ),
  constant(
    "trend level",
    TREND_SIGNIFICANCE_LEVEL,
    "probability",
    "Largest p-value of a change called significant",
  ),
  constant(
    "trend rate",
    TREND_FALSE_DISCOVERY_RATE,
    "probability",
    "Share of false alarms among the changes of a list",
  ),
  constant(
    "weekday prior",
    WEEKDAY_PRIOR_REPORTS,
    "reports",
    "Added to each weekday before its share is believed",
  ),
  constant(
    "hot spot rate",
    HOTSPOT_FALSE_DISCOVERY_RATE,
    "probability",
    "Share of false alarms among hot cells",
  ),
  constant("hot spot cells", HOTSPOT_MIN_CELLS, "cells", "Fewest cells in which hot spots are looked for"),
];
