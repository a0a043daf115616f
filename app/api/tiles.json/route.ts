import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { mapFilter } from "@/lib/read-model/map-request";
import { tileJson } from "@/lib/read-model/tile-json";

/** `GET /api/tiles.json?layers=&window=`: TileJSON 3 */
export const GET = handle((request) => {
  const url = new URL(request.url);
  parse(mapFilter, Object.fromEntries(url.searchParams));
  return json(tileJson(publicOrigin(request), url.search), {
    headers: { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" },
  });
});

/** The origin that the caller used, so that tile addresses work behind the same host. */
function publicOrigin(request: Request): string {
  const host = request.headers.get("host");
  const protocol =
    request.headers.get("x-forwarded-proto")?.split(",")[0] ?? new URL(request.url).protocol.slice(0, -1);
  return host === null ? new URL(request.url).origin : `${protocol === "https" ? "https" : "http"}://${host}`;
}
