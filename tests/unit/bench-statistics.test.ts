import { describe, expect, it } from "vitest";
import { inTurns, pairedRatio, quantile, spreadOf } from "@/scripts/bench/statistics";

describe("quantile", () => {
  it("interpolates between neighbours, whatever the order", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30], 0.25)).toBe(15);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it("refuses an empty sample", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe("paired ratios", () => {
  it("do not move when a whole round was slow on both sides", () => {
    expect(pairedRatio([10, 100, 1000], [5, 50, 500])).toEqual({ median: 2, q1: 2, q3: 2 });
  });

  it("need the same rounds on both sides", () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
  });
});

describe("turns", () => {
  it("run every contender once a round, each first equally often, and leave the warm-up out", async () => {
    const order: string[] = [];
    const note = (name: string) => (round: number) => {
      order.push(`${round}${name}`);
      return round;
    };
    const results = await inTurns(2, { a: note("a"), b: note("b") });
    expect(order).toEqual(["0a", "0b", "1b", "1a", "2a", "2b"]);
    expect(results).toEqual({ a: [1, 2], b: [1, 2] });
  });
});

it("the spread is the median and the quartiles", () => {
  expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ median: 3, q1: 2, q3: 4 });
});
