import type { z } from "zod";
import { invalid, parse } from "./parse";

/**
 * The query string of a request, checked by `schema`. An empty value counts as absent.
 *
 * @throws AppError `invalid` naming every bad parameter, one that is given twice among them
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const { searchParams } = new URL(request.url);
  const repeated = [...new Set(searchParams.keys())].filter((name) => searchParams.getAll(name).length > 1);
  if (repeated.length > 0) throw invalid(repeated.map((path) => ({ path, message: "is given twice" })));
  return parse(schema, Object.fromEntries([...searchParams].filter(([, value]) => value !== "")));
}
