import type { z } from "zod";
import type { MeteredEndpoint } from "@/lib/api-keys/with-api-key";

/** One call of the paid API: what it costs, takes and answers. Route, OpenAPI document and docs page are made of it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> extends MeteredEndpoint {
  readonly summary: string;
  readonly description: string;
  /** The placeholders of the path. */
  readonly params: Params;
  readonly query: Query;
  /** Query parameters that may be given more than once. */
  readonly repeatable?: readonly string[];
  readonly answer: Answer;
  /** A path with a query that answers something, for the docs. */
  readonly example: string;
}

/** Keeps the exact schema types of an endpoint. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  definition: Endpoint<P, Q, A>,
): Endpoint<P, Q, A> {
  return definition;
}
