import { cellName } from "@/lib/api-v1/cell-name";
import { trendsEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { listTrends } from "@/lib/read-model/trends";

export const GET = v1Route(trendsEndpoint, async ({ query, runtime }) => {
  const { city, layer, window, min_change, precision } = query;
  const trends = await listTrends(runtime.sql, {
    cityId: city,
    layer,
    days: Number.parseInt(window, 10),
    minChange: min_change,
    precision,
    asOf: runtime.now(),
  });
  return {
    city_id: city,
    layer,
    window,
    neighborhoods: trends.map(({ geohash, current, previous, change, significant }) => ({
      geohash,
      name: cellName(geohash),
      current,
      previous,
      change,
      significant,
    })),
  };
});
