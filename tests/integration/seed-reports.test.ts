import { describe, expect, test } from "vitest";
import { CITIES } from "@/lib/cities/cities";
import { seedReports } from "@/scripts/seed/seed-reports";
import { storedReports } from "../support/stored-reports";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime();
// Far ahead, so that no engine deletes as expired by its own clock what the tests have just stored.
const NOW = Date.parse("2096-11-21T20:15:00Z");
const HOUR = 3_600_000;
const options = { count: 240 };

const stored = () => storedReports(runtime);

describe("seedReports", () => {
  test("stores live reports in every city, and a second run at the same time adds nothing", async () => {
    const told: number[] = [];
    const first = await seedReports(
      { ...runtime, now: () => NOW },
      { ...options, onProgress: ({ done }) => told.push(done) },
    );
    expect(first.created).toBeGreaterThanOrEqual(240);
    expect(first.alreadyThere).toBe(0);
    expect(told.at(-1)).toBe(first.created);
    const reports = await stored();
    expect(reports).toHaveLength(first.created);
    expect(
      reports.every(({ source, author, status }) => source === null && author === null && status === "open"),
    ).toBe(true);
    for (const { bbox } of CITIES) {
      const [west, south, east, north] = bbox;
      const here = reports.filter(({ lng, lat }) => lng > west && lng < east && lat > south && lat < north);
      expect(here.length).toBeGreaterThan(60);
    }

    const second = await seedReports({ ...runtime, now: () => NOW }, options);
    expect(second).toEqual({ created: 0, alreadyThere: first.created });
  });

  test("hours later a run adds only what has happened since", async () => {
    const before = new Set((await stored()).map(({ id }) => id));
    const later = await seedReports({ ...runtime, now: () => NOW + 3 * HOUR }, options);
    expect(later.alreadyThere).toBe(before.size);
    const fresh = (await stored()).filter(({ id }) => !before.has(id));
    expect(fresh).toHaveLength(later.created);
    expect(fresh.every(({ createdAt }) => createdAt > NOW)).toBe(true);
  });
});
