import { summaryEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { readCitySummary } from "@/lib/read-model/city-summary";
import { listCategoryTrends } from "@/lib/read-model/trends";

export const GET = v1Route(summaryEndpoint, async ({ params, query, runtime }) => {
  const { days } = query;
  const asOf = runtime.now();
  const [summary, categories] = await Promise.all([
    readCitySummary(runtime.sql, { cityId: params.id, days, asOf }),
    listCategoryTrends(runtime.sql, { cityId: params.id, days: Math.min(days, 45), asOf }),
  ]);
  return {
    city_id: params.id,
    days,
    neighborhoods: summary.neighborhoods,
    reports: summary.reports,
    scores: summary.scores,
    categories: categories.map(({ layer, category, current, previous, change, significant }) => ({
      layer,
      category,
      current,
      previous,
      change,
      significant,
    })),
  };
});
