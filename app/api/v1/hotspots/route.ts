import { cellName } from "@/lib/api-v1/cell-name";
import { hotspotsEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { findCity } from "@/lib/cities/cities";
import { AppError } from "@/lib/http/problem";
import { listHotspots } from "@/lib/read-model/city-hotspots";

export const GET = v1Route(hotspotsEndpoint, async ({ query, runtime }) => {
  const { layer, window } = query;
  const city = findCity(query.city);
  if (city === null) throw new AppError("not_found", "There is no such city.");
  const hotspots = await listHotspots(runtime.sql, { city, layer, window });
  return {
    city_id: city.id,
    layer,
    window,
    hotspots: hotspots.map(({ cells, count, expected, zScore, pValue }) => ({
      cells: [...cells],
      name: cells[0] === undefined ? null : cellName(cells[0]),
      count,
      expected,
      z_score: zScore,
      p_value: pValue,
    })),
  };
});
