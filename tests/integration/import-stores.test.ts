import { afterAll, describe, expect, test } from "vitest";
import { importFile } from "@/lib/import/import-file";
import { loadImportSource } from "@/lib/import/import-source";
import type { ImportTarget } from "@/lib/import/import-target";
import { createStoreTarget } from "@/lib/import/store-target";
import { storedReports } from "../support/stored-reports";
import { testRuntime } from "../support/test-runtime";
import { temporaryFile } from "../unit/import-files";

const runtime = await testRuntime();
// Far ahead, so that no engine deletes as expired by its own clock what the tests have just stored.
const NOW = Date.parse("2096-06-30T12:00:00Z");
const DAY = 86_400_000;
const HEADING = "Unique Key,Created Date,Complaint Type,Descriptor,Latitude,Longitude";
const files: { remove: () => void }[] = [];
afterAll(() => {
  for (const { remove } of files) remove();
});

function exportOf(rows: readonly string[]): string {
  const file = temporaryFile([HEADING, ...rows, ""].join("\n"));
  files.push(file);
  return file.path;
}

/** `count` rows from `first` on, `stepDays` apart from `newest` (MM/DD/YYYY) backwards, along a street of Brooklyn. */
function rows(first: number, count: number, newest: string, stepDays = 1): string[] {
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(
      Date.parse(`${newest.slice(6)}-${newest.slice(0, 2)}-${newest.slice(3, 5)}`) - i * stepDays * DAY,
    );
    const [year, month, date] = day.toISOString().slice(0, 10).split("-");
    return `${first + i},${month}/${date}/${year} 09:30:00 AM,Rodent,,${(40.65 + i / 10_000).toFixed(5)},-73.95`;
  });
}

function run(
  file: string,
  changes: { now?: number; redate?: boolean; target?: ImportTarget; signal?: AbortSignal } = {},
) {
  const { now = NOW, target, ...input } = changes;
  const clock = () => now;
  const store = target ?? createStoreTarget({ ...runtime, now: clock });
  return importFile({ target: store, now: clock }, { source: loadImportSource("nyc311"), file, ...input });
}

const ids = async () => (await storedReports(runtime)).map(({ id }) => id).sort();
const historyCount = async () => {
  const [row] = await runtime.sql<{ count: number }[]>`
    select coalesce(sum(reports), 0)::int as count from cell_days where imported`;
  return row?.count;
};

describe("importing into the stores", () => {
  const file = exportOf(rows(1000, 120, "06/29/2096"));

  test("young reports go to the live table and old ones to history, at their own time", async () => {
    const { outcomes } = await run(file);
    expect(outcomes).toMatchObject({ added_live: 90, added_history: 30, already_there: 0 });
    const reports = await storedReports(runtime);
    expect(reports).toHaveLength(90);
    expect(Math.max(...reports.map(({ createdAt }) => createdAt))).toBe(Date.parse("2096-06-29T13:30:00Z"));
    expect(reports[0]).toMatchObject({ category: "litter", severity: 3, note: "Rats or mice", source: null });
    expect(await historyCount()).toBe(30);
  });

  test("a second import adds nothing, neither to the table nor to history", async () => {
    const before = await ids();
    const { outcomes } = await run(file);
    expect(outcomes).toMatchObject({ added_live: 0, added_history: 0, already_there: 120 });
    expect(await ids()).toEqual(before);
    expect(await historyCount()).toBe(30);
  });

  test("rows that were imported live are not counted as history when they have grown old", async () => {
    const { outcomes } = await run(file, { now: NOW + 200 * DAY });
    expect(outcomes).toMatchObject({ added_live: 0, added_history: 0, already_there: 120 });
    expect(await historyCount()).toBe(30);
  });

  test("a row that comes again with another type or position is told and left as it was", async () => {
    const [first = "", second = ""] = rows(1000, 2, "06/29/2096");
    const changed = exportOf([first.replace("Rodent", "Graffiti"), second.replace("-73.95", "-73.9")]);
    const before = await ids();
    const { outcomes } = await run(changed);
    expect(outcomes).toMatchObject({ changed_since: 2, added_live: 0 });
    expect(await ids()).toEqual(before);
  });
});

describe("stopping and going on", () => {
  test("what a stopped import has not brought, the next one brings, once each", async () => {
    const file = exportOf(rows(5000, 450, "06/29/2096", 0));
    const before = new Set(await ids());
    const stop = new AbortController();
    const target = createStoreTarget({ ...runtime, now: () => NOW });
    const stopping: ImportTarget = {
      ...target,
      addLive: async (reports) => {
        stop.abort();
        return target.addLive(reports);
      },
    };
    const first = await run(file, { target: stopping, signal: stop.signal });
    expect(first.brokenOff).toMatch(/^stopped after row/);
    expect(first.outcomes.added_live).toBeGreaterThan(0);
    expect(first.outcomes.added_live).toBeLessThan(450);
    const second = await run(file);
    expect(first.outcomes.added_live + second.outcomes.added_live).toBe(450);
    expect((await ids()).filter((id) => !before.has(id))).toHaveLength(450);
  });
});

describe("--redate", () => {
  const file = exportOf(rows(9000, 100, "03/01/2019"));

  test("moves the newest row to now, and a later run keeps to the first one's shift", async () => {
    const first = await run(file, { redate: true });
    expect(first.outcomes).toMatchObject({ added_live: 90, added_history: 10 });
    const newest = (await storedReports(runtime)).map(({ createdAt }) => createdAt);
    expect(Math.max(...newest)).toBe(NOW);
    const before = await ids();
    const later = await run(file, { redate: true, now: NOW + 3 * DAY });
    expect(later.redate).toEqual({ ...first.redate, repeated: true });
    expect(later.outcomes).toMatchObject({ added_live: 0, added_history: 0, already_there: 100 });
    expect(await ids()).toEqual(before);
  });

  test("starts afresh when the reports of the first import have all expired", async () => {
    const again = await run(file, { redate: true, now: NOW + 91 * DAY });
    expect(again.redate?.repeated).toBe(false);
    expect(again.outcomes.added_live).toBe(90);
  });
});
