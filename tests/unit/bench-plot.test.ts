import { expect, it } from "vitest";
import { plotResults } from "@/scripts/bench/plot";
import { formatMs, formatNumber } from "@/scripts/bench/print";
import { compare, type SectionResult } from "@/scripts/bench/result";

const section: SectionResult = {
  id: "tiles",
  title: "Tiles <here>",
  notes: [],
  comparisons: [
    compare({ name: "win", other: "scan", stratum: [1, 1], others: [200, 300], target: { atLeast: 100 } }),
    compare({ name: "loss", other: "memory & co", stratum: [4, 4], others: [1, 1] }),
    compare({
      name: "cost",
      other: "bare put",
      stratum: [3, 3],
      others: [1, 1],
      kind: "overhead",
      target: { atMost: 1.8 },
    }),
  ],
  figures: [],
};

it("a comparison says whether its target is met, in the direction of its kind", () => {
  const [win, loss, cost] = section.comparisons;
  expect(win).toMatchObject({ ratio: { median: 250 }, met: true });
  expect(loss).toMatchObject({ ratio: { median: 0.25 }, met: null });
  expect(cost).toMatchObject({ ratio: { median: 3 }, met: false });
});

it("the plot shows wins and losses alike, escaped and inside its frame", () => {
  const svg = plotResults([section], "a <remark>");
  expect(svg).toContain("250×");
  expect(svg).toContain("0.25×");
  expect(svg).toContain("Tiles &lt;here&gt;");
  expect(svg).toContain("memory &amp; co");
  expect(svg).not.toContain("NaN");
  const places = [...svg.matchAll(/ (?:c?x[12]?)="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(Math.max(...places)).toBeLessThanOrEqual(960);
});

it("numbers keep three digits that mean something", () => {
  expect([0.000321, 0.0321, 3.21, 1234.5].map(formatMs)).toEqual([
    "321 ns",
    "32.1 µs",
    "3.21 ms",
    "1,230 ms",
  ]);
  expect([12, 1_000_000, 0.123456].map(formatNumber)).toEqual(["12", "1,000,000", "0.123"]);
});
