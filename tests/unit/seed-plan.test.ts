import { describe, expect, test } from "vitest";
import { CATEGORIES } from "@/lib/catalogue/catalogue";
import { CITIES, cityOf, findCity } from "@/lib/cities/cities";
import { pointInPolygons } from "@/lib/geo/polygon";
import { reportSchema } from "@/lib/reports/report-schema";
import { HABITS } from "@/scripts/seed/habits";
import notes from "@/scripts/seed/notes.json";
import { isOnLand, placesOf, scatter } from "@/scripts/seed/places";
import type { PlannedReport } from "@/scripts/seed/plan-day";
import { planReports } from "@/scripts/seed/plan-reports";
import { createRandom } from "@/scripts/seed/random";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-21T20:15:00Z");
const plan = planReports(NOW);

const ids = (reports: readonly PlannedReport[]) => reports.map(({ input }) => input.id);
const inCity = (id: string) => plan.filter(({ input }) => cityOf([input.lng, input.lat])?.id === id);
const localHour = (at: number, timeZone: string) =>
  Number(new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" }).format(at));

describe("planReports", () => {
  test("is the same for the same seed and moment, and another for another seed", { timeout: 30_000 }, () => {
    expect(planReports(NOW)).toEqual(plan);
    const other = new Set(ids(planReports(NOW, { seed: 2 })));
    expect(ids(plan).some((id) => other.has(id))).toBe(false);
  });

  test("later on the same day it only adds what has happened since", () => {
    const later = planReports(NOW + 2 * HOUR);
    expect(ids(later).slice(0, plan.length)).toEqual(ids(plan));
    const added = later.slice(plan.length);
    expect(added.every(({ createdAt }) => createdAt > NOW && createdAt <= NOW + 2 * HOUR)).toBe(true);
  });

  test("on the next day nearly everything is what it was the day before", () => {
    const known = new Set(ids(plan));
    const unknown = planReports(NOW + 24 * HOUR).filter(({ input }) => !known.has(input.id));
    expect(unknown.length).toBeLessThan(200);
  });

  test.each([1, 7, 2026])(
    "holds at least 2,400 reports in three cities over 90 days, with seed %i",
    (seed) => {
      const reports = planReports(NOW, { seed });
      expect(reports.length).toBeGreaterThanOrEqual(2_400);
      expect(new Set(ids(reports)).size).toBe(reports.length);
      const times = reports.map(({ createdAt }) => createdAt);
      expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
      expect(Math.min(...times)).toBeGreaterThan(NOW - 90 * 24 * HOUR);
      expect(Math.min(...times)).toBeLessThan(NOW - 88 * 24 * HOUR);
    },
  );

  test("the count can be asked for, and one city alone", () => {
    const austin = CITIES.filter(({ id }) => id === "austin");
    const reports = planReports(NOW, { count: 500, cities: austin });
    expect(reports.length).toBeGreaterThanOrEqual(500);
    expect(reports.length).toBeLessThan(650);
    expect(reports.every(({ input }) => cityOf([input.lng, input.lat])?.id === "austin")).toBe(true);
  });

  test("each city is lively in each window at every hour of the day", { timeout: 30_000 }, () => {
    for (let hour = 0; hour < 24; hour += 8) {
      const now = Date.parse("2026-11-20T00:00:00Z") + hour * HOUR;
      const reports = planReports(now);
      for (const { id, outline } of CITIES) {
        const ages = reports
          .filter(({ input }) => pointInPolygons([input.lng, input.lat], outline))
          .map(({ createdAt }) => (now - createdAt) / HOUR);
        const within = (hours: number) => ages.filter((age) => age < hours).length;
        expect(within(24), `${id} at ${hour} h`).toBeGreaterThanOrEqual(15);
        expect(within(7 * 24)).toBeGreaterThanOrEqual(90);
        expect(within(30 * 24)).toBeGreaterThanOrEqual(250);
      }
    }
  });

  test("every report is one that the API accepts, with the time of its id", () => {
    for (const { createdAt, input } of plan) {
      expect(reportSchema.parse(input)).toEqual(input);
      expect(Number.parseInt(input.id.replaceAll("-", "").slice(0, 12), 16)).toBe(createdAt);
    }
  });

  test("every report is on land", () => {
    const wet = plan.filter(({ input }) => !CITIES.some((city) => isOnLand([input.lng, input.lat], city)));
    // Repeated reports of one thing stray by a few metres around a place that is on land.
    expect(wet.length).toBeLessThanOrEqual(2);
  });

  test("reports gather: a tenth of the cells holds more than a third of a city's reports", () => {
    for (const { id } of CITIES) {
      const cells = new Map<string, number>();
      for (const { input } of inCity(id)) {
        const cell = `${input.lat.toFixed(2)},${input.lng.toFixed(2)}`;
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
      }
      const counts = [...cells.values()].sort((a, b) => b - a);
      const top = counts.slice(0, Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0);
      expect(top / inCity(id).length).toBeGreaterThan(1 / 3);
    }
  });

  test("things happen at their hours: construction at dawn, noise at night, cafés by day", () => {
    const shareOf = (category: string, hours: (hour: number) => boolean) => {
      const found = CITIES.flatMap(({ id, timezone }) =>
        inCity(id)
          .filter(({ input }) => input.category === category)
          .map(({ createdAt }) => localHour(createdAt, timezone)),
      );
      expect(found.length).toBeGreaterThan(20);
      return found.filter(hours).length / found.length;
    };
    expect(shareOf("early_construction", (hour) => hour >= 5 && hour < 9)).toBeGreaterThan(0.6);
    expect(shareOf("noise", (hour) => hour >= 21 || hour < 5)).toBeGreaterThan(0.7);
    expect(shareOf("new_cafe", (hour) => hour >= 6 && hour < 20)).toBeGreaterThan(0.8);
  });

  test("all categories and severities occur, and notes vary", () => {
    const used = new Set(plan.map(({ input }) => input.category));
    expect(CATEGORIES.filter(({ id }) => !used.has(id))).toEqual([]);
    expect(new Set(plan.map(({ input }) => input.severity)).size).toBe(5);
    const said = plan.flatMap(({ input }) => input.note ?? []);
    expect(said.length / plan.length).toBeGreaterThan(0.5);
    expect(new Set(said).size).toBeGreaterThan(250);
    expect(said.filter((note) => /[{}]/.test(note))).toEqual([]);
  });
});

describe("what the seed draws from", () => {
  const all = Object.values(notes).flatMap(({ en, es }) => [...en, ...es]);

  test("every category of the catalogue has habits and notes in both languages", () => {
    const catalogue = CATEGORIES.map(({ id }) => id).sort();
    expect(Object.keys(HABITS).sort()).toEqual(catalogue);
    expect(Object.keys(notes).sort()).toEqual(catalogue);
    expect(Object.values(notes).every(({ en, es }) => en.length >= 5 && es.length >= 1)).toBe(true);
  });

  test("at least 250 different notes, none with a link, an address or a number to call", () => {
    expect(new Set(all).size).toBeGreaterThanOrEqual(250);
    expect(all.filter((note) => /https?:|www\.|@|\d{3,}/.test(note))).toEqual([]);
  });

  test.each(CITIES.map(({ id }) => id))("each known place of %s lies where reports can be put", (id) => {
    const city = findCity(id);
    if (city === null) throw new Error(id);
    const dry = placesOf(city, 1).filter((place) => scatter(place, city, createRandom(place.name)) === null);
    expect(dry.map(({ name }) => name)).toEqual([]);
  });
});
