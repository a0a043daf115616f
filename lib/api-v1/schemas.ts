import { z } from "zod";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { CITIES } from "@/lib/cities/cities";
import { TIME_WINDOWS } from "@/lib/projection/windows";

/** Parts that the paid API's requests and answers are made of: they check requests, type answers, and make the OpenAPI document. */

export const cityId = z
  .enum(CITIES.map(({ id }) => id))
  .meta({ description: "Id of a city, as `GET /api/cities` lists them.", example: "sf" });

export const geohash = z
  .string()
  .regex(/^[0-9b-hjkmnp-z]{4,7}$/, "must be a geohash of 4 to 7 characters")
  .meta({ description: "A cell: a geohash of 4 to 7 characters.", example: "9q8yyk" });

export const layer = z
  .enum(SIGNAL_LAYERS)
  .meta({ description: "One of the four signal layers.", example: "infrastructure" });

export const windowName = z
  .enum(TIME_WINDOWS)
  .meta({ description: "How far back reports count.", example: "7d" });

const score = z.number().nullable().meta({ description: "0 to 100 with one decimal; null without reports." });

export const scores = z.object({
  safety: score,
  vibe: score,
  infrastructure: score,
  opportunity: score,
  overall: score,
});

export const time = z.iso
  .datetime()
  .meta({ description: "ISO 8601, UTC.", example: "2026-11-21T10:15:30.123Z" });

export const confidence = z
  .number()
  .meta({ description: "0 to 1: grows with the number of independent recent reports." });

/** A count in one window against the one before. */
export const comparison = {
  current: z.int(),
  previous: z.int(),
  change: z.number().nullable().meta({ description: "0.3 is a rise of 30 %; null with nothing before." }),
  significant: z.boolean().meta({
    description: "False where the difference may well be noise, given how many differences were looked at.",
  }),
};
