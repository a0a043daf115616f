import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { encodeGeohash, geohashIndices } from "@/lib/geo/geohash";
import { applyChanges, project, rollWindows, withProjectionLock } from "@/lib/projection/project";
import type { ReportChange } from "@/lib/projection/report-change";
import { naiveReadModel } from "../support/naive-read-model";
import { testRuntime } from "../support/test-runtime";

const { sql } = await testRuntime();
const NOW = Date.UTC(2026, 5, 15, 12);
const DAY = 24 * 3600 * 1000;

const anyReport = fc.record({
  lon: fc.oneof(
    fc.double({ min: -180, max: 179.999, noNaN: true }),
    fc.constantFrom(-122.41, -122.42, 179.9999, -180),
  ),
  lat: fc.oneof(
    fc.double({ min: -90, max: 90, noNaN: true }),
    fc.constantFrom(37.77, 37.771, 90, -90, 89.99),
  ),
  layer: fc.constantFrom(...SIGNAL_LAYERS),
  severity: fc.integer({ min: 1, max: 5 }),
  age: fc.oneof(
    fc.integer({ min: 0, max: 89 * DAY }),
    fc.constantFrom(DAY, DAY - 1, DAY + 1, 7 * DAY, 30 * DAY, 90 * DAY - 1, 90 * DAY),
  ),
  lives: fc.array(fc.constantFrom("confirmed", "hidden", "shown", "resolved"), { maxLength: 3 }),
  withdrawn: fc.boolean(),
});

/** Every state of a report in order, from its making to its last change. */
function statesOf(
  report: typeof anyReport extends fc.Arbitrary<infer T> ? T : never,
  index: number,
): ReportChange[] {
  const position = [report.lon, report.lat] as const;
  const { lon, lat } = geohashIndices(position, 8);
  const states: ReportChange[] = [
    {
      reportId: `01900000-0000-7000-8000-${index.toString(16).padStart(12, "0")}`,
      revision: 1,
      geohash8: encodeGeohash(position, 8),
      lonIndex: lon,
      latIndex: lat,
      cityId: "world",
      layer: report.layer,
      category: `${report.layer}_x`,
      severity: report.severity,
      stillThere: 0,
      source: null,
      createdAt: NOW - report.age,
      live: true,
      counted: true,
      removed: false,
    },
  ];
  const change = (next: Partial<ReportChange>) => {
    const last = states.at(-1);
    if (last !== undefined) states.push({ ...last, ...next, revision: last.revision + 1 });
  };
  for (const life of report.lives) {
    if (life === "confirmed") change({ stillThere: (states.at(-1)?.stillThere ?? 0) + 1 });
    if (life === "hidden") change({ live: false, counted: false });
    if (life === "shown") change({ live: true, counted: true });
    if (life === "resolved") change({ live: false });
  }
  if (report.withdrawn) change({ live: false, counted: false, removed: true });
  return states;
}

/** The states of all reports in one stream: each report's order is kept, the rest is shuffled by `pick`. */
function interleave(histories: ReportChange[][], pick: (below: number) => number): ReportChange[] {
  const left = histories.map((states) => [...states]);
  const stream: ReportChange[] = [];
  for (
    let open = left.filter((s) => s.length > 0);
    open.length > 0;
    open = left.filter((s) => s.length > 0)
  ) {
    const next = open[pick(open.length)]?.shift();
    if (next !== undefined) stream.push(next);
  }
  return stream;
}

async function readTables() {
  const cells = await sql`select * from map_cells`;
  const categories = await sql`select * from map_category_cells`;
  const days = await sql`select geohash, day::text, category, reports, severity_sum from cell_days`;
  return {
    cells: new Map(
      cells.map((row) => [
        `${row.timeWindow} ${row.geohash}`,
        Object.fromEntries(
          Object.entries(row).filter(
            ([name, value]) =>
              !["timeWindow", "geohash", "precision", "tileKey"].includes(name) && value !== 0,
          ),
        ),
      ]),
    ),
    categories: new Map(
      categories.map(({ timeWindow, geohash, category, count, severitySum }) => [
        `${timeWindow} ${geohash} ${category}`,
        { count, severitySum },
      ]),
    ),
    days: new Map(
      days.map((row) => [
        `${row.geohash} ${row.day} ${row.category}`,
        { reports: row.reports, severitySum: row.severitySum },
      ]),
    ),
  };
}

const empty = () => sql`truncate report_points, map_cells, map_category_cells, cell_days, score_queue`;

describe("projection", () => {
  it("leaves the tables of a full recount under replays, reorderings and crashes", {
    timeout: 240_000,
  }, async () => {
    class Crash extends Error {}
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyReport, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(fc.nat({ max: 1_000_000 })),
        fc.integer({ min: 0, max: 60 * DAY }),
        async (reports, numbers, later) => {
          await empty();
          const pick = (below: number) => Number(numbers.next().value) % below;
          const histories = reports.map(statesOf);
          const stream = interleave(histories, pick);
          let asOf = NOW;
          for (let at = 0; at < stream.length; ) {
            const batch = stream.slice(at, at + 1 + pick(12));
            const fate = pick(6);
            if (fate === 0) {
              const crash = withProjectionLock(sql, async (tx) => {
                await applyChanges(tx, batch, { asOf });
                throw new Crash();
              });
              await expect(crash).rejects.toThrow(Crash);
              continue;
            }
            await project(sql, batch, { asOf });
            if (fate === 1) await project(sql, batch.toReversed(), { asOf });
            if (fate === 2) at = Math.max(0, at - pick(10));
            else at += batch.length;
            asOf += pick(3) === 0 ? pick(3600_000) : 0;
          }
          asOf += later;
          while ((await rollWindows(sql, asOf, 1 + pick(20))) > 0);
          const last = histories.map((states) => states.at(-1)).filter((state) => state !== undefined);
          const expected = naiveReadModel(last, asOf);
          const stored = await readTables();
          expect(stored.days).toEqual(expected.days);
          expect(stored.cells).toEqual(expected.cells);
          expect(stored.categories).toEqual(expected.categories);
        },
      ),
      { numRuns: 200 },
    );
  });
});
