import { z } from "zod";
import { findCategory, SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { plainText } from "./note";

/** A report id: UUIDv7, lower case. */
export const reportIdSchema = z.uuidv7("must be a UUIDv7").transform((id) => id.toLowerCase());

/**
 * What a resident sends. Form and server check with the same schema; the clock window of `id` is the server's.
 *
 * `lat`, `lng` in degrees (WGS 84). `note`: null, absent and blank all mean "nothing written".
 */
export const reportSchema = z
  .object({
    id: reportIdSchema.optional(),
    lat: degrees(90),
    lng: degrees(180),
    layer: z.enum(SIGNAL_LAYERS, `must be one of ${SIGNAL_LAYERS.join(", ")}`),
    category: z
      .string("must be text")
      .refine((id) => findCategory(id) !== undefined, "is not a category of the catalogue"),
    severity: z.literal([1, 2, 3, 4, 5], "must be a whole number from 1 to 5"),
    note: plainText.nullish().transform((note) => note || null),
  })
  .refine(({ layer, category }) => (findCategory(category)?.layer ?? layer) === layer, {
    path: ["category"],
    message: "does not belong to this layer",
  });

export type ReportInput = z.output<typeof reportSchema>;

function degrees(limit: number) {
  const message = `must be a number from -${limit} to ${limit}`;
  return z.number(message).min(-limit, message).max(limit, message);
}
