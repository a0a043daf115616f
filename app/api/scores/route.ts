import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parseQuery } from "@/lib/http/query";
import { scoreCellsRequest } from "@/lib/read-model/map-request";
import { listScoreCells, scoreCollection } from "@/lib/read-model/score-cells";

/** `GET /api/scores?bbox=`: GeoJSON cells with their newest scores, for shading the map */
export const GET = handle(async (request, { runtime }) => {
  const { bbox } = parseQuery(scoreCellsRequest, request);
  return json(scoreCollection(await listScoreCells(runtime.sql, bbox)), {
    headers: { "Content-Type": "application/geo+json", "Cache-Control": "public, max-age=15" },
  });
});
