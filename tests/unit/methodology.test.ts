import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CalibrationSection } from "@/app/methodology/calibration-section";
import { LimitsSection } from "@/app/methodology/limits-section";
import spread from "@/app/methodology/score-spread.json";
import { ScoresSection } from "@/app/methodology/scores-section";
import { SpreadSection } from "@/app/methodology/spread-section";
import { StatisticsSection } from "@/app/methodology/statistics-section";
import { SCORING_CONSTANTS } from "@/lib/scoring/constants";

const render = (component: () => React.ReactNode) => renderToStaticMarkup(createElement(component));

describe("the methodology page", () => {
  it("tells every constant of the scores", () => {
    const text = render(ScoresSection) + render(StatisticsSection);
    for (const { name, value, unit } of SCORING_CONSTANTS) {
      const told = unit === "probability" ? `${value * 100} %` : String(value);
      expect(text, name).toMatch(new RegExp(`(?<![\\d.])${told.replace(".", "\\.")}(?![\\d])`));
    }
  });

  it("says what scores must not be used for", () => {
    const text = render(LimitsSection);
    expect(text).toContain("not crime statistics");
    expect(text).toContain("Fair Housing Act");
  });

  it("holds without the database", () => {
    expect(renderToStaticMarkup(CalibrationSection({ cities: null }))).toContain("cannot be read");
  });

  it("shows both models' histograms, of the sample as it is and as dense as a whole feed", () => {
    expect(render(SpreadSection).match(/role="img"/g)).toHaveLength(4);
  });
});

describe("the measured spread", () => {
  it("is counted over all active cells, and its range is that of its quartiles", () => {
    for (const { active_cells, classic, calibrated } of spread.samples.flatMap(({ layers }) => layers)) {
      for (const { bins, q1, q3, interquartile_range } of [classic, calibrated]) {
        expect(bins.reduce((sum, count) => sum + count, 0)).toBe(active_cells);
        expect(interquartile_range).toBeCloseTo(q3 - q1, 0);
      }
    }
  });

  it("at a whole feed's density: classic pins most cells at 0, calibrated none, over at least 15 points", () => {
    const dense = spread.samples.find(({ repeated, reports }) => repeated && reports > 1000);
    const layers = dense?.layers.filter(({ layer }) => layer !== "vibe") ?? [];
    expect(layers.map(({ layer }) => layer)).toEqual(["safety", "infrastructure"]);
    for (const { active_cells, classic, calibrated } of layers) {
      expect(classic.at_zero).toBeGreaterThan(active_cells / 2);
      expect(calibrated.at_zero).toBe(0);
      expect(calibrated.interquartile_range).toBeGreaterThanOrEqual(15);
    }
  });
});
