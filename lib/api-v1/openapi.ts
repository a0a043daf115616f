import { z } from "zod";
import { formatPrice, PAID_PLAN_IDS, PLANS, SCOPE_LABELS } from "@/lib/plans/plans";
import type { Endpoint } from "./endpoint";
import { ENDPOINTS } from "./endpoints";

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "request_id"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    request_id: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  401: "The key is missing, mistyped, unknown, expired or revoked.",
  402: "The subscription of the key is not active.",
  403: "The plan or the key's scopes do not include this call.",
  422: "A parameter is not valid; `errors` names it.",
  429: "Too fast, or the month's calls are used up; see `Retry-After`.",
};

/** The OpenAPI 3.1 document of the paid API, made of the schemas that check its requests. */
export function openApiDocument(origin: string): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Stratum API",
      version: "1",
      description: [
        "Neighbourhood scores, trends and summaries from resident signals.",
        `Plans: ${PAID_PLAN_IDS.map(planLine).join("; ")}. Test keys (\`sk_test_…\`) are free and limited.`,
        "Every answer to a known key carries `RateLimit` and `RateLimit-Policy`; answers of 500 and more are not charged.",
      ].join("\n\n"),
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ bearer: [] }, { header: [] }],
    paths: Object.fromEntries(
      ENDPOINTS.map((endpoint) => [`/${endpoint.name}`, { get: operation(endpoint) }]),
    ),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "`Authorization: Bearer sk_live_…`" },
        header: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
      schemas: { Problem: PROBLEM },
      headers: {
        RateLimit: { schema: { type: "string" }, example: '"month";r=9941;t=812345, "burst";r=39;t=0' },
        RateLimitPolicy: {
          schema: { type: "string" },
          example: '"month";q=10000;w=2592000, "burst";q=40;w=2',
        },
      },
    },
  };
}

function planLine(id: (typeof PAID_PLAN_IDS)[number]): string {
  const { name, priceCents, callsPerMonth } = PLANS[id];
  return `${name} ${formatPrice(priceCents)} a month, ${callsPerMonth.toLocaleString("en-US")} calls`;
}

function operation(endpoint: Endpoint): Record<string, unknown> {
  const { name, summary, description, scope } = endpoint;
  return {
    operationId: name.replace(/[^a-z]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ""),
    summary,
    description: `${description}\n\nScope \`${scope}\`: ${SCOPE_LABELS[scope]}.`,
    parameters: [...parameters(endpoint, "path"), ...parameters(endpoint, "query")],
    responses: {
      200: {
        description: summary,
        headers: {
          RateLimit: { $ref: "#/components/headers/RateLimit" },
          "RateLimit-Policy": { $ref: "#/components/headers/RateLimitPolicy" },
        },
        content: { "application/json": { schema: jsonSchema(endpoint.answer) } },
      },
      ...Object.fromEntries(Object.entries(REFUSALS).map(([status, text]) => [status, refusal(text)])),
    },
  };
}

function refusal(description: string): Record<string, unknown> {
  return {
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function parameters(endpoint: Endpoint, place: "path" | "query"): Record<string, unknown>[] {
  const { properties, required } = parameterSchema(place === "path" ? endpoint.params : endpoint.query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema,
    ...(endpoint.repeatable?.includes(name) ? { style: "form", explode: true } : {}),
  }));
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ default: z.unknown().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

/** Parameters with a default are optional in a request, though the checked input always has them. */
export function parameterSchema(schema: z.ZodType) {
  const { properties, required } = objectSchema.parse(jsonSchema(schema));
  return { properties, required: required.filter((name) => properties[name]?.default === undefined) };
}

function jsonSchema(schema: z.ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return rest;
}
