import { z } from "zod";
import { HISTORY_INTERVALS } from "@/lib/read-model/neighborhood-scores";
import { type Endpoint, endpoint } from "./endpoint";
import { cityId, comparison, confidence, geohash, layer, scores, time, windowName } from "./schemas";

const none = z.strictObject({});
const wholeNumber = (min: number, max: number) => z.coerce.number().pipe(z.int().min(min).max(max));
const share = (min: number, max: number) => z.coerce.number().pipe(z.number().min(min).max(max));

/** The score card. Fields may be added over time. */
const neighborhood = z.object({
  geohash,
  precision: z.int(),
  city_id: z.string(),
  name: z.string().nullable(),
  model: z.enum(["classic", "calibrated"]),
  calculated_at: time,
  report_count: z.int(),
  report_count_7d: z.int(),
  confidence,
  scores,
  rank: z.object({ position: z.int(), of: z.int() }).nullable(),
  trend: z.record(z.string(), z.object(comparison)).nullable(),
  history: z.array(z.object({ calculated_at: time, ...scores.shape })).nullable(),
  categories: z.array(z.object({ category: z.string(), count: z.int() })).readonly(),
  recent_reports: z.array(z.object({ id: z.string(), layer, category: z.string() })),
  explanation: z.array(z.object({ report_id: z.string(), layer, weight: z.number(), effect: z.number() })),
  sources: z.object({ dynamodb: z.number(), aurora: z.number().nullable() }),
  stale: z.boolean(),
});

export const scoresEndpoint = endpoint({
  name: "scores",
  scope: "scores:read",
  entitlement: "scores",
  summary: "Newest scores of a city's neighbourhoods",
  description: "Best overall score first. Cells without reports are left out rather than flattered.",
  params: none,
  query: z.strictObject({
    city: cityId,
    precision: wholeNumber(4, 6).default(6).meta({ description: "Length of the cells' geohashes." }),
    min_confidence: share(0, 1).default(0).meta({ description: "Leaves out cells with less confidence." }),
    limit: wholeNumber(1, 20_000).default(1_000),
  }),
  answer: z.object({
    city_id: z.string(),
    precision: z.int(),
    neighborhoods: z.array(
      z.object({
        geohash,
        name: z.string().nullable(),
        scores,
        report_count: z.int(),
        report_count_7d: z.int(),
        confidence,
        model: z.string(),
        calculated_at: time,
      }),
    ),
  }),
  example: "scores?city=sf&min_confidence=0.5",
});

export const neighborhoodEndpoint = endpoint({
  name: "neighborhoods/{geohash}",
  scope: "scores:read",
  entitlement: "scores",
  summary: "The whole score card of one cell",
  description:
    "Scores, confidence, rank, trend, categories, recent reports, and which reports moved the score.",
  params: z.object({ geohash }),
  query: none,
  answer: neighborhood,
  example: "neighborhoods/9q8yyk",
});

export const historyEndpoint = endpoint({
  name: "neighborhoods/{geohash}/history",
  scope: "scores:read",
  entitlement: "history",
  summary: "How the scores of a cell went",
  description:
    "The last scores of each interval, oldest first, at most 2,500. Without `from` the last 90 days.",
  params: z.object({ geohash }),
  query: z
    .strictObject({
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
      interval: z.enum(HISTORY_INTERVALS).default("day"),
    })
    .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ["from"],
      message: "must be before to",
    }),
  answer: z.object({
    geohash,
    interval: z.enum(HISTORY_INTERVALS),
    history: z.array(
      z.object({
        interval_start: time,
        calculated_at: time,
        scores,
        report_count_7d: z.int(),
        confidence,
        model: z.string(),
      }),
    ),
  }),
  example: "neighborhoods/9q8yyk/history?interval=week",
});

export const trendsEndpoint = endpoint({
  name: "trends",
  scope: "trends:read",
  entitlement: "trends",
  summary: "Neighbourhoods where reports rise or fall",
  description:
    "Compares the window with the one before it. A negative `min_change` asks for falls. Read `significant` before you act on a small number.",
  params: none,
  query: z.strictObject({
    city: cityId,
    layer,
    window: z
      .enum(["7d", "14d", "30d"])
      .default("30d")
      .meta({ description: "Length of each of the two windows." }),
    min_change: share(-1, 1_000).default(0.3).meta({ description: "0.3 is a rise of 30 %." }),
    precision: wholeNumber(5, 6).default(6),
  }),
  answer: z.object({
    city_id: z.string(),
    layer,
    window: z.string(),
    neighborhoods: z.array(z.object({ geohash, name: z.string().nullable(), ...comparison })),
  }),
  example: "trends?city=sf&layer=infrastructure&window=30d&min_change=0.3",
});

export const summaryEndpoint = endpoint({
  name: "cities/{id}/summary",
  scope: "trends:read",
  entitlement: "summary",
  summary: "Average scores of a whole city",
  description:
    "The mean over all neighbourhoods of each one's mean in the last days, and the reports behind it.",
  params: z.object({ id: cityId }),
  query: z.strictObject({ days: wholeNumber(1, 90).default(7) }),
  answer: z.object({
    city_id: z.string(),
    days: z.int(),
    neighborhoods: z.int(),
    reports: z.int(),
    scores,
    categories: z.array(z.object({ layer, category: z.string(), ...comparison })),
  }),
  example: "cities/sf/summary?days=7",
});

export const compareEndpoint = endpoint({
  name: "compare",
  scope: "scores:read",
  entitlement: "compare",
  summary: "Score cards side by side",
  description: "Two to four cells in one call, in the order asked.",
  params: none,
  query: z.strictObject({
    geohash: z
      .array(geohash)
      .min(2, "must be given two to four times")
      .max(4, "must be given two to four times"),
  }),
  repeatable: ["geohash"],
  answer: z.object({ neighborhoods: z.array(neighborhood) }),
  example: "compare?geohash=9q8yyk&geohash=9q8yyt",
});

export const hotspotsEndpoint = endpoint({
  name: "hotspots",
  scope: "city:read",
  entitlement: "hotspots",
  summary: "Groups of cells well above the city's own level",
  description: "Getis-Ord Gi* over the cells of the city, corrected for testing many; see /methodology.",
  params: none,
  query: z.strictObject({ city: cityId, layer, window: windowName.default("30d") }),
  answer: z.object({
    city_id: z.string(),
    layer,
    window: windowName,
    hotspots: z.array(
      z.object({
        cells: z.array(geohash),
        name: z.string().nullable(),
        count: z.int(),
        expected: z.number(),
        z_score: z.number(),
        p_value: z.number(),
      }),
    ),
  }),
  example: "hotspots?city=sf&layer=infrastructure",
});

export const usageEndpoint = endpoint({
  name: "usage",
  scope: "usage:read",
  entitlement: null,
  charged: false,
  summary: "Calls of this subscription",
  description:
    "The month's quota, calls per day and per endpoint. Costs no call and answers when the quota is used up.",
  params: none,
  query: z.strictObject({ days: wholeNumber(1, 366).default(30) }),
  answer: z.object({
    plan: z.string(),
    mode: z.enum(["live", "test"]),
    month: z.object({ limit: z.int(), used: z.int(), remaining: z.int(), resets_at: time }),
    days: z.array(z.object({ day: z.iso.date(), calls: z.int(), errors: z.int() })),
    endpoints: z.array(
      z.object({ api_key_id: z.string(), endpoint: z.string(), calls: z.int(), errors: z.int() }),
    ),
  }),
  example: "usage",
});

/** Every call of the paid API, in the order of the docs. */
export const ENDPOINTS: readonly Endpoint[] = [
  scoresEndpoint,
  neighborhoodEndpoint,
  historyEndpoint,
  compareEndpoint,
  trendsEndpoint,
  summaryEndpoint,
  hotspotsEndpoint,
  usageEndpoint,
];
