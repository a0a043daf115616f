import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parseQuery } from "@/lib/http/query";
import { listDailyCells } from "@/lib/read-model/daily-cells";
import { replayRequest } from "@/lib/read-model/map-request";

/** `GET /api/replay?bbox=&layers=`: reports a day and cell over the last 30 days */
export const GET = handle(async (request, { runtime }) => {
  const query = parseQuery(replayRequest, request);
  const { days, cells } = await listDailyCells(runtime.sql, { ...query, asOf: runtime.now() });
  const body = {
    days,
    cells: cells.map(({ geohash, position: [lng, lat], counts }) => ({ geohash, lat, lng, counts })),
  };
  return json(body, { headers: { "Cache-Control": "public, max-age=60" } });
});
