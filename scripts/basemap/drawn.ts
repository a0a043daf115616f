import { readFileSync } from "node:fs";
import { z } from "zod";

/** What was drawn by hand in `data/basemap/*.json`: one record a line, positions `[lon, lat]`. */

const position = z.tuple([z.number(), z.number()]);
const name = z.string().min(1);
const stretch = z.tuple([position, position]);

const record = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["motorway", "bridge", "main", "border"]),
    name,
    line: z.array(position).min(2),
  }),
  /** A family of parallel streets: the first one, the last one, and how many they are in all. */
  z.strictObject({ kind: z.literal("streets"), name, from: stretch, to: stretch, count: z.int().min(1) }),
  z.strictObject({
    kind: z.enum(["park", "water", "islet"]),
    name,
    ring: z.array(position).min(3),
  }),
  z.strictObject({
    kind: z.enum(["metropolis", "town", "hood", "airfield", "island", "bay", "strait", "sea", "ocean"]),
    name,
    at: position,
  }),
  z.strictObject({ kind: z.literal("city"), name, rank: z.int().min(1).max(3), at: position }),
  /** Neighbourhoods that are named first, where there is no room for all. */
  z.strictObject({ kind: z.literal("prominent"), city: name, names: z.array(name) }),
]);

export type Drawn = z.infer<typeof record>;
export type DrawnArea = Extract<Drawn, { ring: unknown }>;
export type DrawnStreets = Extract<Drawn, { count: unknown }>;

export function readDrawn(area: string): Drawn[] {
  const file = new URL(`../../data/basemap/${area}.json`, import.meta.url);
  return z.array(record).parse(JSON.parse(readFileSync(file, "utf8")));
}
