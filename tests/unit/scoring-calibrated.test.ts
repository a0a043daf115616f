import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { calibratedModel, corroboration } from "@/lib/scoring/calibrated";
import { calibrate } from "@/lib/scoring/calibration";
import { classicModel } from "@/lib/scoring/classic";
import { isPenaltyLayer } from "@/lib/scoring/model";
import {
  AS_OF,
  calibrated,
  calibrationArbitrary,
  classic,
  report,
  reportsArbitrary,
} from "./scoring-fixtures";

const penalty = fc.integer({ min: 0, max: 3_000_000 }).map((n) => n / 1000);

describe("calibrated", () => {
  it.each([
    ["P = 15, H = 100: 10000/115", [report()], { H: 100, K: 50 }, "safety", 87],
    ["P = 15, H = 300: 30000/315", [report()], { H: 300, K: 50 }, "safety", 95.2],
    [
      "P = 15 · 1.75 with three confirmations",
      [report({ confirmations: 3 })],
      { H: 100, K: 50 },
      "safety",
      79.2,
    ],
    [
      "S = 10, K = 50: 50 + 500/60",
      [report({ layer: "vibe", polarity: 1 })],
      { H: 100, K: 50 },
      "vibe",
      58.3,
    ],
    ["S = −10, K = 50", [report({ layer: "vibe" })], { H: 100, K: 50 }, "vibe", 41.7],
    [
      "S = −10, K = 200: 50 − 500/210",
      [report({ layer: "opportunity" })],
      { H: 100, K: 200 },
      "opportunity",
      47.6,
    ],
    ["H below 100 counts as 100", [report()], { H: 1, K: 1 }, "safety", 87],
    ["K below 50 counts as 50", [report({ layer: "vibe" })], { H: 1, K: 1 }, "vibe", 41.7],
  ] as const)("%s", (_, reports, calibration, layer, expected) => {
    expect(calibrated(reports, calibration).scores[layer]).toBe(expected);
  });

  it("takes H and K for each layer", () => {
    const calibration = { H: { safety: 100, infrastructure: 300 }, K: { vibe: 50, opportunity: 200 } };
    const reports = SIGNAL_LAYERS.map((layer) => report({ layer }));
    const { safety, infrastructure, vibe, opportunity } = calibrated(reports, calibration).scores;
    expect([safety, infrastructure, vibe, opportunity]).toEqual([87, 95.2, 41.7, 47.6]);
  });

  it("has no scores without a report", () => {
    expect(new Set(Object.values(calibrated([]).scores))).toEqual(new Set([null]));
  });

  it("differs from classic by at most P²/100 and S²/50 at H = 100 and K = 50", () => {
    const model = calibratedModel({ H: 100, K: 50 });
    fc.assert(
      fc.property(fc.constantFrom(...SIGNAL_LAYERS), penalty, fc.boolean(), (layer, size, lifts) => {
        const total = lifts && !isPenaltyLayer(layer) ? size : -size;
        const difference = Math.abs(model.score(layer, total) - classicModel.score(layer, total));
        expect(difference).toBeLessThanOrEqual((size * size) / (isPenaltyLayer(layer) ? 100 : 50) + 1e-9);
      }),
    );
  });

  it("agrees with classic to first order on whole cells without confirmations, but for rounding", () => {
    fc.assert(
      fc.property(reportsArbitrary(), (reports) => {
        fc.pre(reports.length > 0);
        const plain = reports.map((each) => ({ ...each, confirmations: 0 }));
        const [a, b] = [classic(plain), calibrated(plain)];
        for (const layer of SIGNAL_LAYERS) {
          const total = a.totals[layer] ?? 0;
          const bound = (total * total) / (isPenaltyLayer(layer) ? 100 : 50);
          expect(b.totals[layer]).toBe(a.totals[layer]);
          expect(Math.abs((a.scores[layer] ?? 0) - (b.scores[layer] ?? 0))).toBeLessThanOrEqual(
            bound + 0.1 + 1e-9,
          );
        }
      }),
    );
  });

  it("is strictly monotone in its points and stays inside the scale", () => {
    fc.assert(
      fc.property(calibrationArbitrary, penalty, penalty, (calibration, a, b) => {
        fc.pre(Math.abs(a - b) > 1e-3);
        const [less, more] = a < b ? [a, b] : [b, a];
        const { score } = calibratedModel(calibration);
        expect(score("safety", -more)).toBeLessThan(score("safety", -less));
        expect(score("vibe", -more)).toBeLessThan(score("vibe", -less));
        expect(score("vibe", less)).toBeLessThan(score("vibe", more));
        expect(score("infrastructure", -more)).toBeGreaterThan(0);
        expect(score("opportunity", more)).toBeLessThan(100);
      }),
    );
  });

  it("falls strictly with each further, graver, fresher or better confirmed penalty", () => {
    const { score } = calibratedModel({ H: 100, K: 50 });
    const scoreOf = (reports: Parameters<typeof calibrated>[0]) =>
      score("safety", calibrated(reports).totals.safety ?? 0);
    fc.assert(
      fc.property(reportsArbitrary(20), (others) => {
        const before = scoreOf(others);
        const weak = scoreOf([...others, report({ severity: 3, age: 2 * 86_400_000 })]);
        expect(weak).toBeLessThan(before);
        expect(scoreOf([...others, report({ severity: 4, age: 2 * 86_400_000 })])).toBeLessThan(weak);
        expect(scoreOf([...others, report({ severity: 3 })])).toBeLessThan(weak);
        const confirmed = report({ severity: 3, age: 2 * 86_400_000, confirmations: 1 });
        expect(scoreOf([...others, confirmed])).toBeLessThan(weak);
      }),
    );
  });
});

describe("corroboration", () => {
  it("is 1 without confirmations, 1.75 with three, and grows below 2.5", () => {
    expect(corroboration(0)).toBe(1);
    expect(corroboration(3)).toBe(1.75);
    for (let n = 0; n < 1000; n++) expect(corroboration(n + 1)).toBeGreaterThan(corroboration(n));
    expect(corroboration(1_000_000)).toBeLessThan(2.5);
  });
});

describe("calibrate", () => {
  const cell = (safety: number | null, vibe: number | null = null) => ({
    safety,
    vibe,
    infrastructure: null,
    opportunity: null,
  });

  it("is H = 100 and K = 50 for a city without active cells", () => {
    const least = { H: { safety: 100, infrastructure: 100 }, K: { vibe: 50, opportunity: 50 } };
    expect(calibrate([])).toEqual(least);
    expect(calibrate([cell(null), cell(-30, 20)])).toEqual(least);
  });

  it("takes the median size of the totals of active cells, layer by layer", () => {
    expect(calibrate([cell(-900), cell(-200), cell(-300), cell(null), cell(null)]).H.safety).toBe(300);
    expect(calibrate([cell(-900), cell(-200), cell(-300), cell(-10)]).H.safety).toBe(250);
    expect(calibrate([cell(null, 400), cell(null, -100), cell(null, -90)]).K).toEqual({
      vibe: 100,
      opportunity: 50,
    });
  });

  it("counts a cell whose reports cancel out as active, one with old reports as not", () => {
    const cancelling = calibrated([
      report({ layer: "vibe", polarity: 1 }),
      report({ layer: "vibe", polarity: -1 }),
    ]);
    expect(cancelling.totals.vibe).toBe(0);
    expect(calibrated([report({ createdAt: AS_OF - 31 * 86_400_000 })]).totals.safety).toBeNull();
  });

  it("puts the middle cell of a busy city at 50", () => {
    const cells = [20, 40, 60].map((count) => Array.from({ length: count }, () => report()));
    const calibration = calibrate(cells.map((reports) => calibrated(reports).totals));
    expect(cells.map((reports) => calibrated(reports, calibration).scores.safety)).toEqual([66.7, 50, 40]);
    expect(cells.map((reports) => classic(reports).scores.safety)).toEqual([0, 0, 0]);
  });
});
