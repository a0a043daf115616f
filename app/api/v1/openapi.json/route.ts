import { siteOrigin } from "@/lib/accounts/site-origin";
import { openApiDocument } from "@/lib/api-v1/openapi";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

export const GET = handle((_request, { runtime }) =>
  json(openApiDocument(siteOrigin(runtime.env)), {
    headers: { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" },
  }),
);
