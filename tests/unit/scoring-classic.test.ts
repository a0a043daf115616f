import { describe, expect, it } from "vitest";
import type { Severity, SignalLayer } from "@/lib/catalogue/catalogue";
import { recencyWeight } from "@/lib/scoring/weights";
import { AS_OF, classic, DAY, HOUR, report } from "./scoring-fixtures";

type Line = readonly [layer: SignalLayer, signedSeverity: number, age: number];
type Expected = readonly [safety: number, vibe: number, infra: number, opportunity: number, overall: number];

const times = (count: number, line: Line): Line[] => Array.from({ length: count }, () => line);

/** Worked out by hand from the formulas; signed severity −4 is polarity −1, severity 4. */
const TABLE: readonly (readonly [name: string, lines: readonly Line[], expected: Expected])[] = [
  ["one urgent safety report", [["safety", -5, HOUR]], [85, 50, 100, 50, 71.3]],
  ["one slight safety report: 74.25 goes up", [["safety", -1, HOUR]], [97, 50, 100, 50, 74.3]],
  ["infrastructure 4 two days old: 4·0.7·3", [["infrastructure", -4, 2 * DAY]], [100, 50, 91.6, 50, 72.9]],
  ["infrastructure 3 ten days old: 3·0.4·3", [["infrastructure", -3, 10 * DAY]], [100, 50, 96.4, 50, 74.1]],
  ["safety 2 twenty days old: 2·0.2·3", [["safety", -2, 20 * DAY]], [98.8, 50, 100, 50, 74.7]],
  ["safety 5 forty days old weighs nothing", [["safety", -5, 40 * DAY]], [100, 50, 100, 50, 75]],
  ["noise lowers vibe", [["vibe", -3, HOUR]], [100, 44, 100, 50, 73.5]],
  ["live music lifts vibe", [["vibe", 3, HOUR]], [100, 56, 100, 50, 76.5]],
  ["a café three days old: 76.75 goes up", [["opportunity", 5, 3 * DAY]], [100, 50, 100, 57, 76.8]],
  ["a closing eight days old", [["opportunity", -2, 8 * DAY]], [100, 50, 100, 48.4, 74.6]],
  ["vibe +1 nearly a month old", [["vibe", 1, 29 * DAY]], [100, 50.4, 100, 50, 75.1]],
  ["six urgent safety reports", times(6, ["safety", -5, HOUR]), [10, 50, 100, 50, 52.5]],
  ["seven are clamped at 0", times(7, ["safety", -5, HOUR]), [0, 50, 100, 50, 50]],
  ["five strong noises reach 0", times(5, ["vibe", -5, HOUR]), [100, 0, 100, 50, 62.5]],
  ["six are clamped at 0", times(6, ["vibe", -5, HOUR]), [100, 0, 100, 50, 62.5]],
  ["six strong delights are clamped at 100", times(6, ["vibe", 5, HOUR]), [100, 100, 100, 50, 87.5]],
  [
    "opposite reports cancel out",
    [
      ["vibe", 3, HOUR],
      ["vibe", -3, HOUR],
    ],
    [100, 50, 100, 50, 75],
  ],
  [
    "a fresh delight outweighs an older noise: +10 − 7, 75.75 goes up",
    [
      ["vibe", 5, HOUR],
      ["vibe", -5, 3 * DAY],
    ],
    [100, 53, 100, 50, 75.8],
  ],
  [
    "all four layers at once",
    [
      ["safety", -4, HOUR],
      ["vibe", -2, 5 * DAY],
      ["infrastructure", -3, 13 * DAY],
      ["opportunity", 4, 25 * DAY],
    ],
    [88, 47.2, 96.4, 51.6, 70.8],
  ],
  [
    "one report of every age: 3·(1 + 0.7 + 0.4 + 0.2 + 0)",
    [
      ["safety", -1, HOUR],
      ["safety", -1, 2 * DAY],
      ["safety", -1, 10 * DAY],
      ["safety", -1, 20 * DAY],
      ["safety", -1, 60 * DAY],
    ],
    [93.1, 50, 100, 50, 73.3],
  ],
  ["polarity changes nothing in safety", [["safety", 2, HOUR]], [94, 50, 100, 50, 73.5]],
  ["polarity changes nothing in infrastructure", [["infrastructure", 2, HOUR]], [100, 50, 94, 50, 73.5]],
  [
    "infrastructure 1 twenty days old: 74.85 goes up",
    [["infrastructure", -1, 20 * DAY]],
    [100, 50, 99.4, 50, 74.9],
  ],
  ["safety 1 two days old: 74.475", [["safety", -1, 2 * DAY]], [97.9, 50, 100, 50, 74.5]],
  ["a clock that is two minutes ahead", [["safety", -5, -2 * 60_000]], [85, 50, 100, 50, 71.3]],
];

describe("classic", () => {
  it.each(TABLE)("%s", (_, lines, [safety, vibe, infrastructure, opportunity, overall]) => {
    const reports = lines.map(([layer, signed, age]) =>
      report({ layer, polarity: signed < 0 ? -1 : 1, severity: Math.abs(signed) as Severity, age }),
    );
    const { scores, reportCount, model } = classic(reports);
    expect(scores).toEqual({ safety, vibe, infrastructure, opportunity, overall });
    expect(reportCount).toBe(lines.length);
    expect(model).toBe("classic");
  });

  it("has no scores without a report, and no confidence", () => {
    expect(classic([])).toEqual({
      model: "classic",
      scores: { safety: null, vibe: null, infrastructure: null, opportunity: null, overall: null },
      reportCount: 0,
      reportCount7d: 0,
      confidence: 0,
      explanation: [],
      totals: { safety: null, vibe: null, infrastructure: null, opportunity: null },
    });
  });

  it("gives confirmations no weight", () => {
    expect(classic([report({ confirmations: 50 })]).scores.safety).toBe(85);
  });

  it("counts a report to the last seven days until it is seven days old", () => {
    const counts = [-1, 0, 1].map((late) => classic([report({ age: 7 * DAY + late })]).reportCount7d);
    expect(counts).toEqual([1, 0, 0]);
  });
});

describe("recencyWeight", () => {
  it.each([
    ["24 hours", 24 * HOUR, 1, 0.7],
    ["7 days", 7 * DAY, 0.7, 0.4],
    ["14 days", 14 * DAY, 0.4, 0.2],
    ["30 days", 30 * DAY, 0.2, 0],
  ])("drops at exactly %s", (_, boundary, younger, older) => {
    expect(recencyWeight(AS_OF - boundary + 1, AS_OF)).toBe(younger);
    expect(recencyWeight(AS_OF - boundary, AS_OF)).toBe(older);
    expect(recencyWeight(AS_OF - boundary - 1, AS_OF)).toBe(older);
  });

  it("is 1 at age 0 and for a clock that is ahead, 0 for ever after 30 days", () => {
    expect(recencyWeight(AS_OF, AS_OF)).toBe(1);
    expect(recencyWeight(AS_OF + 1, AS_OF)).toBe(1);
    expect(recencyWeight(0, AS_OF)).toBe(0);
  });

  it.each([
    [24 * HOUR, 85, 89.5],
    [7 * DAY, 89.5, 94],
    [14 * DAY, 94, 97],
    [30 * DAY, 97, 100],
  ])("moves the safety score of a severity 5 at age %d ms", (boundary, younger, older) => {
    const safetyAt = (age: number) => classic([report({ age })]).scores.safety;
    expect([boundary - 1, boundary, boundary + 1].map(safetyAt)).toEqual([younger, older, older]);
  });
});
