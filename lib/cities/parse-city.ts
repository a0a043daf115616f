import { z } from "zod";
import type { City } from "@/lib/cities/city";

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const position = z.tuple([longitude, latitude]);

const ring = z
  .array(position)
  .min(4)
  .refine((points) => isClosed(points), "a ring's last position must repeat its first");

const citySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string().min(1),
    bbox: z.tuple([longitude, latitude, longitude, latitude]),
    center: position,
    timezone: z.string().refine(isTimezone, "not an IANA time zone"),
    scoring_model: z.enum(["classic", "calibrated"]),
    shards: z.int().min(1),
    outline: z.array(z.array(ring).min(1)).min(1),
    neighborhoods: z.array(
      z.strictObject({ name: z.string().min(1), center: position, anchors: z.array(position).optional() }),
    ),
  })
  .transform(({ scoring_model, ...rest }): City => ({ ...rest, scoringModel: scoring_model }));

/** Reads one city file's content; throws a ZodError that names the wrong field. */
export function parseCity(content: unknown): City {
  return citySchema.parse(content);
}

function isClosed(points: readonly (readonly number[])[]): boolean {
  const first = points.at(0);
  const last = points.at(-1);
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
