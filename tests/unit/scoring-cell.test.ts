import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { aggregateScores, type ScoredPart } from "@/lib/scoring/aggregate";
import { RECENCY_STEPS, SCORING_CONSTANTS } from "@/lib/scoring/constants";
import { baseOf, isPenaltyLayer } from "@/lib/scoring/model";
import { roundHalfUp } from "@/lib/scoring/rounding";
import { scoreCell } from "@/lib/scoring/score";
import type { ScoredReport } from "@/lib/scoring/scored-report";
import {
  AS_OF,
  calibrated,
  calibrationArbitrary,
  classic,
  DAY,
  report,
  reportsArbitrary,
} from "./scoring-fixtures";

const modelArbitrary = fc.constantFrom("classic" as const, "calibrated" as const);

/** Rounding of both scores. */
const ROUNDING = 0.1 + 1e-9;

describe("scoreCell", () => {
  it("does not depend on the order of the reports, bit for bit", () => {
    const shuffled = reportsArbitrary(60).chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray(reports, { minLength: reports.length, maxLength: reports.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, modelArbitrary, calibrationArbitrary, ([reports, other], model, calibration) => {
        const options = { model, calibration, asOf: AS_OF };
        expect(scoreCell(other, options)).toEqual(scoreCell(reports, options));
      }),
    );
  });

  it("keeps scores on the scale with one decimal and overall at the mean of the four", () => {
    fc.assert(
      fc.property(reportsArbitrary(), modelArbitrary, calibrationArbitrary, (reports, model, calibration) => {
        fc.pre(reports.length > 0);
        const { scores } = scoreCell(reports, { model, calibration, asOf: AS_OF });
        const four = SIGNAL_LAYERS.map((layer) => scores[layer] ?? Number.NaN);
        for (const score of [...four, scores.overall ?? Number.NaN]) {
          expect(score >= 0 && score <= 100).toBe(true);
          expect(Number(score.toFixed(1))).toBe(score);
        }
        const tenths = four.reduce((sum, score) => sum + Math.round(score * 10), 0);
        expect(scores.overall).toBe(Math.floor((tenths + 2) / 4) / 10);
      }),
    );
  });
});

describe("explanation", () => {
  it("adds up to each score's distance from its base within rounding", () => {
    fc.assert(
      fc.property(reportsArbitrary(), modelArbitrary, calibrationArbitrary, (reports, model, calibration) => {
        fc.pre(reports.length > 0);
        const { scores, explanation } = scoreCell(reports, { model, calibration, asOf: AS_OF });
        for (const layer of SIGNAL_LAYERS) {
          const effects = explanation.filter((effect) => effect.layer === layer);
          const sum = effects.reduce((total, { effect }) => total + effect, baseOf(layer));
          expect(Math.abs(sum - (scores[layer] ?? 0))).toBeLessThanOrEqual(0.0501);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("names the report, its recency weight and its points, the strongest first", () => {
    const weak = report({ severity: 1, age: 2 * DAY });
    const strong = report({ layer: "vibe", polarity: 1 });
    const old = report({ age: 31 * DAY });
    expect(classic([weak, strong, old]).explanation).toEqual([
      { reportId: strong.id, layer: "vibe", weight: 1, effect: 10 },
      { reportId: weak.id, layer: "safety", weight: 0.7, effect: -2.1 },
    ]);
  });

  it("shares a clamped score out in proportion", () => {
    const reports = [...Array.from({ length: 19 }, () => report()), report({ severity: 5, age: 2 * DAY })];
    const { scores, explanation } = classic(reports);
    expect(scores.safety).toBe(0);
    expect(explanation[0]?.effect).toBeCloseTo(-100 / 19.7, 5);
    expect(explanation.at(-1)?.effect).toBeCloseTo(-70 / 19.7, 5);
  });

  it("shows both sides where they cancel out", () => {
    const effects = calibrated([
      report({ layer: "vibe", polarity: 1 }),
      report({ layer: "vibe", polarity: -1 }),
    ]).explanation.map(({ effect }) => effect);
    expect(effects.toSorted((a, b) => a - b)).toEqual([-10, 10]);
  });
});

describe("source cap", () => {
  const flood = (count: number, fields: Partial<ScoredReport>) =>
    Array.from({ length: count }, () => report({ source: "flood", ...fields }));

  it("limits what one source moves to 30 points of safety and infrastructure, 20 of vibe and opportunity", () => {
    for (const count of [3, 1000]) {
      expect(classic(flood(count, {})).scores.safety).toBe(70);
      expect(classic(flood(count, { layer: "infrastructure" })).scores.infrastructure).toBe(70);
      expect(classic(flood(count, { layer: "vibe" })).scores.vibe).toBe(30);
      expect(classic(flood(count, { layer: "opportunity", polarity: 1 })).scores.opportunity).toBe(70);
    }
  });

  it("leaves a source below the cap alone", () => {
    expect(classic(flood(2, {})).scores.safety).toBe(70);
    expect(classic(flood(3, { severity: 3 })).scores.safety).toBe(73);
    expect(classic(flood(1, {})).scores.safety).toBe(85);
  });

  it("caps what the reports of a source come to together, not what they are worth one by one", () => {
    const delights = flood(5, { layer: "vibe", polarity: 1 });
    expect(classic([...delights, ...flood(4, { layer: "vibe" })]).scores.vibe).toBe(60);
    expect(classic([...delights, ...flood(1, { layer: "vibe" })]).scores.vibe).toBe(70);
  });

  it("counts each source by itself and unknown sources one by one", () => {
    expect(classic([...flood(50, {}), ...flood(50, { source: "other" })]).scores.safety).toBe(40);
    expect(classic(Array.from({ length: 5 }, () => report())).scores.safety).toBe(25);
  });

  it("scales the effects of the reports together", () => {
    const { explanation } = classic([...flood(4, {}), report()]);
    expect(explanation.map(({ effect }) => effect)).toEqual([-15, -7.5, -7.5, -7.5, -7.5]);
  });

  it("never touches a lone report, however well confirmed", () => {
    fc.assert(
      fc.property(
        reportsArbitrary(1),
        calibrationArbitrary,
        modelArbitrary,
        (reports, calibration, model) => {
          const unknown = reports.map((each) => ({ ...each, source: null }));
          const options = { model, calibration, asOf: AS_OF };
          expect(scoreCell(reports, options).scores).toEqual(scoreCell(unknown, options).scores);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("holds against 1,000 reports of one source, whatever they say, in both models", () => {
    const pattern = reportsArbitrary(12).filter((reports) => reports.length > 0);
    fc.assert(
      fc.property(
        reportsArbitrary(),
        pattern,
        modelArbitrary,
        calibrationArbitrary,
        (others, some, model, calibration) => {
          fc.pre(others.length > 0);
          const attack = Array.from({ length: 1000 }, (_, i): ScoredReport => {
            const { id: _id, ...fields } = some[i % some.length] ?? report();
            return { ...fields, id: `x${i}`, source: "flood" };
          });
          const options = { model, calibration, asOf: AS_OF };
          const before = scoreCell(others, options).scores;
          const after = scoreCell([...others, ...attack], options).scores;
          for (const layer of SIGNAL_LAYERS) {
            const moved = Math.abs((after[layer] ?? 0) - (before[layer] ?? 0));
            expect(moved).toBeLessThanOrEqual((isPenaltyLayer(layer) ? 30 : 20) + ROUNDING);
          }
          expect(Math.abs((after.overall ?? 0) - (before.overall ?? 0))).toBeLessThanOrEqual(25 + ROUNDING);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("holds where the model is steepest: confirmed reports that turn a cell around", () => {
    const turned = { layer: "vibe", confirmations: 1_000_000 } as const;
    const noise = report({ ...turned, severity: 5, age: 5 * DAY });
    const before = calibrated([noise]).scores.vibe ?? 0;
    const after = calibrated([noise, ...flood(1000, { ...turned, polarity: 1 })]).scores.vibe ?? 0;
    expect(after - before).toBeLessThanOrEqual(20 + ROUNDING);
    expect(after - before).toBeGreaterThan(15);
  });
});

describe("confidence", () => {
  it("is one half at five fresh independent reports and grows with more", () => {
    const confidenceAt = (count: number) => classic(Array.from({ length: count }, () => report())).confidence;
    expect([0, 1, 5, 20].map(confidenceAt)).toEqual([0, 0.167, 0.5, 0.8]);
    expect(confidenceAt(500)).toBeLessThanOrEqual(1);
  });

  it("weighs reports by their age; those that weigh nothing add nothing", () => {
    expect(classic([report({ age: 2 * DAY })]).confidence).toBe(roundHalfUp(0.7 / 5.7, 3));
    expect(classic([report({ age: 31 * DAY })]).confidence).toBe(0);
  });

  it("counts a source once, with its freshest report", () => {
    const mine = [report({ source: "a", age: 10 * DAY }), report({ source: "a" }), report({ source: "a" })];
    expect(classic(mine).confidence).toBe(0.167);
    expect(classic([...mine, report({ source: "b" })]).confidence).toBe(roundHalfUp(2 / 7, 3));
  });

  it("never falls when a report is added", () => {
    fc.assert(
      fc.property(reportsArbitrary(), (reports) => {
        const fewer = classic(reports.slice(0, -1)).confidence;
        expect(classic(reports).confidence).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });
});

describe("aggregateScores", () => {
  const part = (safety: number | null, reportCount: number, confidence = 0): ScoredPart => ({
    scores: { safety, vibe: safety, infrastructure: safety, opportunity: safety, overall: safety },
    reportCount,
    reportCount7d: Math.floor(reportCount / 2),
    confidence,
  });

  it("weights by report count and rounds half up", () => {
    const { scores, reportCount, reportCount7d } = aggregateScores([part(85, 1), part(100, 3)]);
    expect(scores).toEqual({
      safety: 96.3,
      vibe: 96.3,
      infrastructure: 96.3,
      opportunity: 96.3,
      overall: 96.3,
    });
    expect([reportCount, reportCount7d]).toEqual([4, 1]);
  });

  it("leaves out cells without reports or scores, and is null without any other", () => {
    expect(aggregateScores([part(null, 0), part(80, 2), part(10, 0)]).scores.overall).toBe(80);
    expect(aggregateScores([part(null, 5), part(80, 2)]).scores.overall).toBe(80);
    expect(aggregateScores([part(null, 0), part(10, 0)]).scores.overall).toBeNull();
    expect(aggregateScores([]).scores.safety).toBeNull();
  });

  it("gives one cell back as it was", () => {
    fc.assert(
      fc.property(reportsArbitrary(), (reports) => {
        const { scores, reportCount, reportCount7d, confidence } = classic(reports);
        const alone = { scores, reportCount, reportCount7d, confidence };
        expect(aggregateScores([alone])).toEqual(alone);
      }),
    );
  });

  it("is as confident as if the independent reports were counted together", () => {
    expect(aggregateScores([part(80, 5, 0.5), part(80, 5, 0.5)]).confidence).toBe(roundHalfUp(10 / 15, 3));
    expect(aggregateScores([part(80, 5, 1), part(80, 5, 0.5)]).confidence).toBeLessThanOrEqual(1);
    expect(aggregateScores([]).confidence).toBe(0);
  });
});

describe("roundHalfUp", () => {
  it.each([
    [71.25, 1, 71.3],
    [8.449999999, 1, 8.4],
    [1.005, 2, 1.01],
    [0.15, 1, 0.2],
    [-0.25, 1, -0.2],
    [-0.04, 1, 0],
    [8.399999999999999, 1, 8.4],
    [100, 1, 100],
  ])("rounds %d to %d decimals", (value, decimals, expected) => {
    expect(roundHalfUp(value, decimals)).toBe(expected);
  });
});

describe("SCORING_CONSTANTS", () => {
  it("describes every constant once, with the values that run", () => {
    expect(new Set(SCORING_CONSTANTS.map(({ name }) => name)).size).toBe(SCORING_CONSTANTS.length);
    for (const { description } of SCORING_CONSTANTS) expect(description).not.toBe("");
    const weights = SCORING_CONSTANTS.filter(({ unit }) => unit === "weight").map(({ value }) => value);
    expect(weights).toEqual(RECENCY_STEPS.map(({ weight }) => weight));
  });
});
