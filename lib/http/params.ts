import { z } from "zod";

/** `limit` of a list: a whole number from 1 to `most`. */
export function limitParam(most: number, fallback: number) {
  const message = `must be a whole number from 1 to ${most}`;
  return z
    .string(message)
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= most, message)
    .default(fallback);
}

/** An ISO 8601 instant with zone, as milliseconds since the epoch; null when absent. */
export const instantParam = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone, such as 2026-11-21T10:15:30Z" })
  .transform((text) => Date.parse(text))
  .optional()
  .transform((time) => time ?? null);

/** A degree value of a query string within ±`limit`. */
export function degreesParam(limit: number) {
  const message = `must be a number from -${limit} to ${limit}`;
  return z
    .string(message)
    .regex(/^-?\d+(\.\d+)?$/, message)
    .transform(Number)
    .refine((degrees) => Math.abs(degrees) <= limit, message);
}
