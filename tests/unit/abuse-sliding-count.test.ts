import fc from "fast-check";
import { expect, test } from "vitest";
import { slidingCount, WINDOW_MS, waitUntilBelow, windowStart } from "@/lib/abuse/sliding-count";

const START = 500_000 * WINDOW_MS;

test("the last hour's part shrinks from whole to nothing over the hour", () => {
  expect(slidingCount(5, 40, START)).toBe(45);
  expect(slidingCount(5, 40, START + WINDOW_MS / 2)).toBe(25);
  expect(slidingCount(5, 40, START + WINDOW_MS - 1)).toBeCloseTo(5, 4);
  expect(windowStart(START + WINDOW_MS - 1)).toBe(START);
});

test("after the wait the count is at the limit, and a little later below it", () => {
  const counts = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      counts,
      counts,
      fc.integer({ min: 0, max: WINDOW_MS - 1 }),
      (limit, current, previous, elapsed) => {
        const now = START + elapsed;
        const wait = waitUntilBelow(limit, current, previous, now);
        if (slidingCount(current, previous, now) < limit) {
          expect(wait).toBe(0);
          return;
        }
        const later = now + wait + 1_000;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(2 * WINDOW_MS);
        const isNextHour = windowStart(later) !== START;
        const isHourAfter = windowStart(later) > START + WINDOW_MS;
        const then = isHourAfter
          ? 0
          : isNextHour
            ? slidingCount(0, current, later)
            : slidingCount(current, previous, later);
        expect(then).toBeLessThan(limit);
      },
    ),
  );
});
