import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discoveries } from "@/lib/scoring/false-discovery";
import { compareWindows, expectedShare, type WeekdayProfile, weekdayProfile } from "@/lib/scoring/trend";

const FLAT: WeekdayProfile = [1, 1, 1, 1, 1, 1, 1];
const QUIET_WEEKEND: WeekdayProfile = [1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5];

describe("compareWindows", () => {
  it.each([
    // binom.test(682, 925, p = 0.75) and poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)) of R's manual
    [682, 243, 0.75, 0.3824915595748517],
    [11, 21, 800 / 3811, 0.0796686330333295],
    // scipy.stats.binomtest
    [2, 1, 0.5, 1],
    [3, 0, 0.5, 0.25],
    [8, 2, 0.5, 0.109375],
    [13, 7, 0.5, 0.26317596435546875],
    [130, 100, 0.5, 0.05561357778139238],
    [0, 12, 0.3, 0.02333065833100001],
    [7, 2, 0.45, 0.08829038258593755],
    [1000, 1100, 0.5, 0.03072070786424249],
    [5200, 4800, 0.5, 6.593515598672343e-5],
    [1, 39, 1 / 3, 2.373371840911253e-6],
  ])("%d after %d at a share of %d has the published p-value", (current, previous, share, expected) => {
    const { pValue, significant } = compareWindows(current, previous, share);
    expect(pValue / expected).toBeCloseTo(1, 9);
    expect(significant).toBe(expected <= 0.05);
  });

  it("takes 1 → 2 and 0 → 3 as noise and 10 → 30 as a rise", () => {
    expect(compareWindows(2, 1)).toMatchObject({ change: 1, significant: false });
    expect(compareWindows(3, 0)).toMatchObject({ change: null, significant: false });
    expect(compareWindows(30, 10)).toMatchObject({ change: 2, significant: true });
  });

  it("has nothing to say about two empty windows", () => {
    expect(compareWindows(0, 0)).toEqual({
      current: 0,
      previous: 0,
      expected: 0,
      change: null,
      significant: false,
      pValue: 1,
    });
  });

  it("gives the plain change between the counts", () => {
    expect(compareWindows(13, 10).change).toBe(0.3);
    expect(compareWindows(5, 10).change).toBe(-0.5);
    expect(compareWindows(0, 4).change).toBe(-1);
  });

  it("takes a weekend after a working day as expected where weekends are quiet", () => {
    const share = expectedShare(QUIET_WEEKEND, 5, 1);
    expect(compareWindows(50, 120).significant).toBe(true);
    const seasonal = compareWindows(50, 120, share);
    expect(seasonal.significant).toBe(false);
    expect(seasonal.expected).toBeCloseTo(50, 9);
  });

  it("gives mirrored windows the same p-value, which is a probability", () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const { pValue } = compareWindows(a, b);
        expect(pValue >= 0 && pValue <= 1).toBe(true);
        expect(compareWindows(b, a).pValue).toBeCloseTo(pValue, 12);
      }),
    );
  });

  it("calls at most one of twenty unchanged pairs significant", () => {
    for (const trials of [5, 20, 100, 400]) {
      let falseAlarms = 0;
      let likelihood = 0.5 ** trials;
      for (let current = 0; current <= trials; current++) {
        if (compareWindows(current, trials - current).significant) falseAlarms += likelihood;
        likelihood *= (trials - current) / (current + 1);
      }
      expect(falseAlarms).toBeLessThanOrEqual(0.05);
    }
  });

  it("copes with a million reports", () => {
    expect(compareWindows(500_000, 500_000).pValue).toBeCloseTo(1, 9);
    expect(compareWindows(510_000, 490_000).pValue).toBeLessThan(1e-15);
    expect(compareWindows(1_000_000, 0).pValue).toBe(0);
  });

  it.each([
    [-1, 0, 0.5],
    [1.5, 0, 0.5],
    [1, Number.NaN, 0.5],
    [1, 1, 0],
    [1, 1, 1],
    [1, 1, Number.NaN],
  ])("refuses counts %d and %d at a share of %d", (current, previous, share) => {
    expect(() => compareWindows(current, previous, share)).toThrow(RangeError);
  });
});

describe("expectedShare", () => {
  it("is one half for whole weeks, whatever the profile and the day", () => {
    for (let weekday = 0; weekday < 7; weekday++) {
      for (const days of [7, 14, 28])
        expect(expectedShare(QUIET_WEEKEND, weekday, days)).toBeCloseTo(0.5, 12);
    }
  });

  it("is one half for a flat profile", () => {
    expect(expectedShare(FLAT, 3, 30)).toBeCloseTo(0.5, 12);
  });

  it.each([
    ["Monday against Sunday", 0, 1, 1.2 / 1.7],
    ["Saturday against Friday", 5, 1, 0.5 / 1.7],
    ["Saturday and Sunday against Thursday and Friday", 5, 2, 1 / 3.4],
    // Four whole weeks weigh 28 on either side; Monday and Tuesday come on top of one, a weekend of the other.
    ["30 days up to a Tuesday", 0, 30, 30.4 / (30.4 + 29)],
  ])("%s", (_, weekday, days, expected) => {
    expect(expectedShare(QUIET_WEEKEND, weekday, days)).toBeCloseTo(expected, 12);
  });
});

describe("weekdayProfile", () => {
  it("has a mean of 1 and follows busy weekdays", () => {
    const profile = weekdayProfile([1000, 1000, 1000, 1000, 1000, 400, 300]);
    expect(profile.reduce((sum, share) => sum + share, 0)).toBeCloseTo(7, 12);
    expect(profile[0] / profile[6]).toBeCloseTo(1010 / 310, 12);
  });

  it("is nearly flat for a quiet city and never 0", () => {
    expect(weekdayProfile([0, 0, 0, 0, 0, 0, 0])).toEqual(FLAT);
    const [monday, tuesday] = weekdayProfile([2, 0, 0, 0, 0, 0, 0]);
    expect(monday / tuesday).toBeCloseTo(1.2, 12);
  });
});

describe("discoveries", () => {
  it("finds the four of Benjamini and Hochberg's own example", () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(discoveries(published, 0.05)).toEqual(published.map((_, i) => i < 4));
    expect(discoveries(published.toReversed(), 0.05)).toEqual(published.map((_, i) => i > 10));
  });

  it("believes a p-value above its own step when a later one passes", () => {
    expect(discoveries([0.03, 0.04, 0.9], 0.06)).toEqual([true, true, false]);
    expect(discoveries([0.5, 0.9], 0.05)).toEqual([false, false]);
    expect(discoveries([], 0.05)).toEqual([]);
  });
});
