import { v7 } from "uuid";
import { expect, test } from "vitest";
import { scanTable } from "../support/count-items";
import { postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });
const IDS = 2_000;
const REPEATS = 5;

/** Runs `count` tasks, at most `width` at a time. */
async function inParallel(
  count: number,
  width: number,
  task: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: width }, work));
}

test("2,000 ids sent five times at once leave 2,000 items and identical bodies; 500 altered repeats all answer 422", async () => {
  const bodies = Array.from({ length: IDS }, (_, n) =>
    reportBody({
      id: v7(),
      lat: 37.7 + (n % 100) * 0.001,
      lng: -122.5 + (n % 37) * 0.002,
      severity: 1 + (n % 5),
    }),
  );
  await inParallel(IDS, 12, async (n) => {
    const responses = await Promise.all(
      Array.from({ length: REPEATS }, () => postReport(runtime, bodies[n])),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 200, 201]);
    const texts = await Promise.all(responses.map((response) => response.text()));
    expect(new Set(texts).size).toBe(1);
  });
  const alterations = [
    { severity: 0 },
    { note: "other" },
    { lat: 37.75123 },
    { lng: -97.74, lat: 30.27 },
    { category: "hazard" },
  ];
  await inParallel(500, 12, async (n) => {
    const body = bodies[n];
    const change = alterations[n % alterations.length];
    const severity =
      change !== undefined && "severity" in change ? { severity: ((body?.severity ?? 1) % 5) + 1 } : {};
    const response = await postReport(runtime, { ...body, ...change, ...severity });
    expect(response.status).toBe(422);
  });
  const items = await scanTable(runtime, "reports");
  expect(items).toHaveLength(IDS);
  expect(new Set(items.map(({ id }) => id)).size).toBe(IDS);
}, 240_000);

test("the same id raced with two positions is stored once", async () => {
  for (let n = 0; n < 50; n++) {
    const body = reportBody();
    const raced = await Promise.all([
      postReport(runtime, body),
      postReport(runtime, { ...body, lat: 30.27, lng: -97.74 }),
      postReport(runtime, { ...body, lat: 40.68, lng: -73.95 }),
    ]);
    expect(raced.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  }
});
