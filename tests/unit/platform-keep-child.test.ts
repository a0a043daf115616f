import { expect, test } from "vitest";
import { keepChild } from "@/lib/platform/start/keep-child";

test("a process that ends by itself is started again, until it is time to stop", async () => {
  const stop = new AbortController();
  const ends: (() => void)[] = [];
  const start = () => ({
    exited: new Promise<number | null>((resolve) => ends.push(() => resolve(1))),
    stop: async () => undefined,
  });
  const kept = keepChild("the worker", start, stop.signal);
  ends[0]?.();
  await expect.poll(() => ends.length, { timeout: 10_000 }).toBe(2);
  stop.abort();
  ends[1]?.();
  await kept;
  expect(ends).toHaveLength(2);
});
