import { cellName } from "@/lib/api-v1/cell-name";
import { scoresEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { listScores } from "@/lib/read-model/neighborhood-scores";

export const GET = v1Route(scoresEndpoint, async ({ query, runtime }) => {
  const { city, precision, min_confidence, limit } = query;
  const cells = await listScores(runtime.sql, { cityId: city, precision, minConfidence: min_confidence });
  return {
    city_id: city,
    precision,
    neighborhoods: cells.slice(0, limit).map((cell) => ({
      geohash: cell.geohash,
      name: cellName(cell.geohash),
      scores: cell.scores,
      report_count: cell.reportCount,
      report_count_7d: cell.reportCount7d,
      confidence: cell.confidence,
      model: cell.model,
      calculated_at: new Date(cell.calculatedAt).toISOString(),
    })),
  };
});
