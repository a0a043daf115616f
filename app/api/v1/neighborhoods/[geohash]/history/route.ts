import { historyEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { listScoreHistory } from "@/lib/read-model/neighborhood-scores";

const DEFAULT_SPAN_MS = 90 * 24 * 60 * 60 * 1000;

export const GET = v1Route(historyEndpoint, async ({ params, query, runtime }) => {
  const { geohash } = params;
  const { interval } = query;
  const to = query.to === undefined ? runtime.now() : Date.parse(query.to);
  const from = query.from === undefined ? to - DEFAULT_SPAN_MS : Date.parse(query.from);
  const rows = await listScoreHistory(runtime.sql, { geohash, from, to, interval });
  return {
    geohash,
    interval,
    history: rows.map((row) => ({
      interval_start: new Date(row.interval).toISOString(),
      calculated_at: new Date(row.calculatedAt).toISOString(),
      scores: row.scores,
      report_count_7d: row.reportCount7d,
      confidence: row.confidence,
      model: row.model,
    })),
  };
});
