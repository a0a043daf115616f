import { beforeAll, describe, expect, it } from "vitest";
import { findCity } from "@/lib/cities/cities";
import type { City } from "@/lib/cities/city";
import { encodeGeohash, geohashIndices } from "@/lib/geo/geohash";
import { calibrateCities } from "@/lib/neighborhoods/calibrate-cities";
import { scoreDueCells } from "@/lib/neighborhoods/score-pass";
import { project } from "@/lib/projection/project";
import type { ReportChange } from "@/lib/projection/report-change";
import { listHotspots } from "@/lib/read-model/city-hotspots";
import { readCitySummary } from "@/lib/read-model/city-summary";
import { listDailyCells } from "@/lib/read-model/daily-cells";
import { listScoreHistory, listScores } from "@/lib/read-model/neighborhood-scores";
import { listScoreCells } from "@/lib/read-model/score-cells";
import { syncCities } from "@/lib/read-model/sync-cities";
import { listCategoryTrends, listTrends } from "@/lib/read-model/trends";
import { testRuntime } from "../support/test-runtime";

const { sql } = await testRuntime();
const NOW = Date.UTC(2026, 5, 15, 12);
const DAY_MS = 24 * 3600 * 1000;
const sf = findCity("sf") as City;

let made = 0;
function reports(
  count: number,
  ageDays: number,
  position: readonly [number, number],
  change: Partial<ReportChange> = {},
) {
  return Array.from({ length: count }, (): ReportChange => {
    made += 1;
    const { lon, lat } = geohashIndices(position, 8);
    return {
      reportId: `01900000-0000-7000-8000-${made.toString(16).padStart(12, "0")}`,
      revision: 1,
      geohash8: encodeGeohash(position, 8),
      lonIndex: lon,
      latIndex: lat,
      cityId: "sf",
      layer: "infrastructure",
      category: "pothole",
      severity: 2,
      stillThere: 0,
      source: null,
      createdAt: NOW - ageDays * DAY_MS,
      live: true,
      counted: true,
      removed: false,
      ...change,
    };
  });
}

const MISSION = [-122.4194, 37.7599] as const;
const SUNSET = [-122.4946, 37.7534] as const;
const cell = (position: readonly [number, number]) => encodeGeohash(position, 6);

beforeAll(async () => {
  await syncCities(sql);
  await project(
    sql,
    [
      ...reports(10, 40, MISSION),
      ...reports(40, 10, MISSION),
      ...reports(10, 40, SUNSET),
      ...reports(11, 10, SUNSET),
      ...reports(5, 10, SUNSET, { layer: "vibe", category: "noise" }),
      ...reports(9, 10, SUNSET, { counted: false, live: false }),
    ],
    { asOf: NOW },
  );
  while (await scoreDueCells({ sql, now: () => NOW }));
});

const month = { cityId: "sf", layer: "infrastructure" as const, days: 30, precision: 6, asOf: NOW };

describe("trends", () => {
  it("name the neighbourhoods that rose by the fraction asked for, hidden reports left out", async () => {
    expect(await listTrends(sql, { ...month, minChange: 0.3 })).toMatchObject([
      { geohash: cell(MISSION), current: 40, previous: 10, change: 3, significant: true },
    ]);
    expect(await listTrends(sql, { ...month, minChange: 0.1 })).toMatchObject([
      { geohash: cell(MISSION) },
      { geohash: cell(SUNSET), current: 11, previous: 10, significant: false },
    ]);
    expect(await listTrends(sql, { ...month, minChange: -0.1 })).toEqual([]);
  });

  it("heed how many cells were compared: what stands out alone may be chance among many", async () => {
    const at = (n: number) => [-97.9 + n * 0.012, 30.3] as const;
    const austin = { cityId: "austin", layer: "safety", category: "hazard" } as const;
    const query = { ...month, cityId: "austin", layer: "safety" as const, minChange: 0.3 };
    await project(sql, [...reports(3, 40, at(0), austin), ...reports(12, 10, at(0), austin)], { asOf: NOW });
    expect(await listTrends(sql, query)).toMatchObject([{ current: 12, significant: true }]);

    const steady = Array.from({ length: 20 }, (_, n) => [
      ...reports(2, 40, at(n + 1), austin),
      ...reports(2, 10, at(n + 1), austin),
    ]).flat();
    await project(sql, steady, { asOf: NOW });
    expect(await listTrends(sql, query)).toMatchObject([{ current: 12, significant: false }]);
    await project(sql, reports(30, 10, at(0), austin), { asOf: NOW });
    expect(await listTrends(sql, query)).toMatchObject([{ current: 42, significant: true }]);
  });

  it("compare each category with the window before", async () => {
    expect(await listCategoryTrends(sql, month)).toMatchObject([
      { layer: "infrastructure", category: "pothole", current: 51, previous: 20 },
      { layer: "vibe", category: "noise", current: 5, previous: 0, change: null },
    ]);
  });
});

describe("city", () => {
  it("averages its neighbourhoods, each once", async () => {
    const scores = await listScores(sql, { cityId: "sf", precision: 6, minConfidence: 0 });
    expect(scores.map(({ geohash }) => geohash).toSorted()).toEqual([cell(MISSION), cell(SUNSET)].toSorted());
    const summary = await readCitySummary(sql, { cityId: "sf", days: 7, asOf: NOW });
    const mean = scores.reduce((sum, each) => sum + (each.scores.infrastructure ?? 0), 0) / 2;
    expect(summary).toMatchObject({
      neighborhoods: 2,
      scores: { infrastructure: Math.round(mean * 10) / 10, safety: 100 },
    });
  });

  it("shades the cells of a small box by their scores, and of a large one by the means of their parts", async () => {
    const near = await listScoreCells(sql, [-122.43, 37.75, -122.41, 37.77]);
    expect(near).toMatchObject([{ geohash: cell(MISSION), reportCount: 50 }]);
    const far = await listScoreCells(sql, [-123, 37, -122, 38]);
    expect(far.every(({ geohash }) => geohash.length < 6)).toBe(true);
    expect(far.reduce((sum, { reportCount }) => sum + reportCount, 0)).toBe(76);
  });

  it("replays the reports of each of the last 30 days", async () => {
    const { days, cells } = await listDailyCells(sql, {
      bbox: sf.bbox,
      layers: ["infrastructure"],
      asOf: NOW,
    });
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toBe("2026-06-15");
    const total = days.map((_, i) => cells.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0));
    expect(total[19]).toBe(51);
    expect(total.reduce((a, b) => a + b, 0)).toBe(51);
  });

  it("keeps a history per interval", async () => {
    const history = await listScoreHistory(sql, {
      geohash: cell(MISSION),
      from: NOW - DAY_MS,
      to: NOW + DAY_MS,
      interval: "day",
    });
    expect(history).toMatchObject([{ interval: Date.UTC(2026, 5, 15), calculatedAt: NOW, model: "classic" }]);
  });

  it("finds the cells that stand out", async () => {
    const hotspots = await listHotspots(sql, { city: sf, layer: "infrastructure", window: "30d" });
    expect(hotspots.flatMap(({ cells }) => cells)).toContain(cell(MISSION));
  });

  it("is calibrated from its own cells, and cells of a calibrated city become due", async () => {
    await sql`update cities set scoring_model = 'calibrated' where id = 'sf'`;
    await project(sql, reports(300, 1, MISSION), { asOf: NOW });
    await project(sql, reports(300, 1, SUNSET), { asOf: NOW });
    while (await scoreDueCells({ sql, now: () => NOW }));
    await calibrateCities(sql, NOW);
    const [row] =
      await sql`select h_infrastructure, calibrated_at, weekday_counts from cities where id = 'sf'`;
    expect(row?.hInfrastructure).toBeGreaterThan(1000);
    expect(row?.calibratedAt).toEqual(new Date(NOW));
    expect(row?.weekdayCounts.reduce((a: number, b: number) => a + b, 0)).toBe(676);
    expect(await sql`select geohash from score_queue where due_at <= ${new Date(NOW)}`).toHaveLength(2);
  });
});
