import { DateTime } from "luxon";
import { CITIES } from "@/lib/cities/cities";
import type { City } from "@/lib/cities/city";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { liveIn, type PlannedReport, planDay } from "./plan-day";

export interface PlanOptions {
  /** Another number gives other reports. Default 1. */
  readonly seed?: number;
  /** At least so many reports from the days before today, over all cities together. Default 2,400. */
  readonly count?: number;
  /** Default: every known city. */
  readonly cities?: readonly City[];
}

export const DEFAULT_SEED = 1;
export const DEFAULT_COUNT = 2_400;

const DAYS = 90;
/** How much busier today is than a day three months ago, and after how many days that has faded to a third. */
const RECENT_EXTRA = 3.5;
const RECENT_FADE_DAYS = 5;
const WEEKEND_SHARE = 0.9;
/** What is about to expire is not worth sending. */
const MARGIN_MS = 3_600_000;

/** The reports of the 90 days before `now` (ms), oldest first. Pure: seed, count and the cities' calendars decide. */
export function planReports(now: number, options: PlanOptions = {}): PlannedReport[] {
  const { seed = DEFAULT_SEED, count = DEFAULT_COUNT, cities = CITIES } = options;
  return cities
    .flatMap((city) => planCity(city, { seed, count: count / cities.length, now }))
    .sort((a, b) => a.createdAt - b.createdAt);
}

function planCity(city: City, plan: { seed: number; count: number; now: number }): PlannedReport[] {
  const life = liveIn(city, plan.seed);
  const today = DateTime.fromMillis(plan.now, { zone: city.timezone }).startOf("day");
  const days = Array.from({ length: DAYS }, (_, age) => {
    const day = today.minus({ days: age });
    return { date: day.toISODate() ?? "", weight: dayWeight(age, day.weekday) };
  });
  const pastWeight = days.slice(1).reduce((sum, { weight }) => sum + weight, 0);
  const oldest = plan.now - REPORT_LIFETIME_SECONDS * 1000 + MARGIN_MS;
  return days
    .flatMap(({ date, weight }) => planDay(life, date, Math.ceil((plan.count * weight) / pastWeight)))
    .filter(({ createdAt }) => createdAt <= plan.now && createdAt > oldest);
}

function dayWeight(age: number, weekday: number): number {
  return (1 + RECENT_EXTRA * Math.exp(-age / RECENT_FADE_DAYS)) * (weekday >= 6 ? WEEKEND_SHARE : 1);
}
