import { CATEGORIES, type Category, type Severity } from "@/lib/catalogue/catalogue";
import type { City } from "@/lib/cities/city";
import type { Position } from "@/lib/geo/bbox";
import { parseTime } from "@/lib/import/parse-time";
import { stableReportId } from "@/lib/import/stable-id";
import type { ReportInput } from "@/lib/reports/report-schema";
import { hourWeights, likelihood } from "./habits";
import notes from "./notes.json";
import { type Place, placesOf, scatter } from "./places";
import { createRandom, type Random } from "./random";

export interface PlannedReport {
  /** Milliseconds since the epoch; the time of `input.id`. */
  readonly createdAt: number;
  readonly input: ReportInput & { readonly id: string };
}

/** What stays the same for a city from day to day: where things happen, and what happens there again and again. */
export interface CityLife {
  readonly city: City;
  readonly seed: number;
  readonly places: readonly Place[];
  readonly troubles: readonly Trouble[];
}

/** One thing at one spot that several people report over some weeks, then nobody for a while. */
interface Trouble {
  readonly category: Category;
  readonly place: Place;
  readonly position: Position;
  readonly weight: number;
  readonly cycleDays: number;
  readonly phase: number;
}

const TROUBLES_PER_CITY = 70;
const TROUBLE_SHARE = 0.35;
/** Two people who report the same thing stand this far apart at most. */
const TROUBLE_SPREAD_DEGREES = 0.00018;
const RAINY_DAY_CHANCE = 0.09;
const NOTE_CHANCE = 0.7;
const SPANISH_CHANCE = 0.12;
/** How far people's judgement lies from the category's usual severity. */
const SEVERITY_STEPS = [
  { step: 0, weight: 55 },
  { step: -1, weight: 22 },
  { step: 1, weight: 19 },
  { step: 2, weight: 4 },
];
const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => hour);
const DAY_MS = 86_400_000;

export function liveIn(city: City, seed: number): CityLife {
  const places = placesOf(city, seed);
  const random = createRandom("troubles", seed, city.id);
  const troubles = Array.from({ length: TROUBLES_PER_CITY }, (): Trouble | null => {
    const place = random.pick(places, ({ weight }) => weight);
    const category = random.pick(CATEGORIES, ({ id }) => likelihood(id, place.kind, 1, false));
    const position = scatter(place, city, random);
    const [weight, cycleDays, phase] = [Math.exp(random.normal()), 8 + random.next() * 50, random.next()];
    return position && { category, place, position, weight, cycleDays, phase };
  });
  return { city, seed, places, troubles: troubles.filter((trouble) => trouble !== null) };
}

/**
 * The first `count` reports of a city's day (ISO date, in its own calendar), by the seed alone: the same day always
 * gives the same reports, and a smaller count the first of them. In no order of time.
 */
export function planDay(life: CityLife, date: string, count: number): PlannedReport[] {
  const { city, seed } = life;
  const rainy = createRandom("rain", seed, city.id, date).next() < RAINY_DAY_CHANCE;
  const weekday = new Date(date).getUTCDay() || 7;
  const planned = Array.from({ length: count }, (_, index) => {
    const random = createRandom("report", seed, city.id, date, index);
    const what = recurring(life, date, random) ?? fresh(life, weekday, rainy, random);
    if (what === null) return null;
    const createdAt = timeOf(date, what.category, city.timezone, random);
    const id = stableReportId(createdAt, "seed", seed, city.id, date, index);
    const [lng, lat] = what.position;
    const { id: category, layer } = what.category;
    const note = noteFor(what.category, what.place, random);
    return {
      createdAt,
      input: { id, lat, lng, layer, category, severity: severityOf(what.category, random), note },
    };
  });
  return planned.filter((report) => report !== null);
}

interface Happening {
  readonly category: Category;
  readonly place: Place;
  readonly position: Position;
}

function recurring({ troubles }: CityLife, date: string, random: Random): Happening | null {
  if (random.next() >= TROUBLE_SHARE) return null;
  const day = Date.parse(date) / DAY_MS;
  const active = troubles.filter(({ cycleDays, phase }) => (day / cycleDays + phase) % 1 < 0.5);
  if (active.length === 0) return null;
  const trouble = random.pick(active, ({ weight }) => weight);
  const off = () => (random.next() - 0.5) * TROUBLE_SPREAD_DEGREES;
  return { ...trouble, position: [trouble.position[0] + off(), trouble.position[1] + off()] };
}

function fresh(
  { city, places }: CityLife,
  weekday: number,
  rainy: boolean,
  random: Random,
): Happening | null {
  const place = random.pick(places, ({ weight }) => weight);
  const category = random.pick(CATEGORIES, ({ id }) => likelihood(id, place.kind, weekday, rainy));
  const position = scatter(place, city, random);
  return position && { category, place, position };
}

function timeOf(date: string, category: Category, timezone: string, random: Random): number {
  const weights = hourWeights(category.id);
  const hour = random.pick(HOURS_OF_DAY, (at) => weights[at] ?? 0);
  const intoHour = Math.floor(random.next() * 3_600_000);
  const clock = new Date(hour * 3_600_000 + intoHour).toISOString().slice(11, 23);
  const time = parseTime(`${date}T${clock}`, timezone);
  if (time === null) throw new RangeError(`no such day: ${date}`);
  return time;
}

function severityOf({ defaultSeverity }: Category, random: Random): Severity {
  const { step } = random.pick(SEVERITY_STEPS, ({ weight }) => weight);
  return Math.min(5, Math.max(1, defaultSeverity + step)) as Severity;
}

function noteFor({ id }: Category, place: Place, random: Random): string | null {
  const said = random.next() < NOTE_CHANCE;
  const language = random.next() < SPANISH_CHANCE ? "es" : "en";
  const known = (notes as Record<string, Record<"en" | "es", readonly string[]>>)[id]?.[language] ?? [];
  const fitting = known.filter((note) => place.street || !note.includes("{street}"));
  if (!said || fitting.length === 0) return null;
  return random.pick(fitting).replace("{street}", place.name);
}
