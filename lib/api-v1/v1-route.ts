import type { z } from "zod";
import { type ApiCaller, withApiKey } from "@/lib/api-keys/with-api-key";
import type { HandlerContext, Route } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { invalid, parse } from "@/lib/http/parse";
import type { Endpoint } from "./endpoint";

export interface V1Call<Params, Query> {
  readonly params: Params;
  readonly query: Query;
  readonly runtime: HandlerContext["runtime"];
  readonly caller: ApiCaller;
}

/** The route of an endpoint: metered, its input checked, its answer typed by the endpoint's own schemas. */
export function v1Route<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  endpoint: Endpoint<P, Q, A>,
  answer: (call: V1Call<z.output<P>, z.output<Q>>) => Promise<z.input<A>>,
): Route<Record<string, string>> {
  return withApiKey<Record<string, string>>(endpoint, async (request, { runtime, caller, params }) => {
    const input = {
      // Next gives routes without placeholders no parameters at all.
      params: parse(endpoint.params, params ?? {}),
      query: parse(endpoint.query, readQuery(request, endpoint.repeatable ?? [])),
    };
    return json(await answer({ ...input, runtime, caller }), {
      headers: { "Cache-Control": "private, no-store", Vary: "Authorization, X-API-Key" },
    });
  });
}

function readQuery(request: Request, repeatable: readonly string[]): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const names = [...new Set(searchParams.keys())];
  const twice = names.filter((name) => !repeatable.includes(name) && searchParams.getAll(name).length > 1);
  if (twice.length > 0) throw invalid(twice.map((path) => ({ path, message: "is given twice" })));
  const values = names.map((name) => [
    name,
    repeatable.includes(name) ? searchParams.getAll(name) : (searchParams.get(name) ?? ""),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}
