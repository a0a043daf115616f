import { CITIES } from "@/lib/cities/cities";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

/** `GET /api/cities` */
export const GET = handle(() =>
  json(
    {
      cities: CITIES.map(({ id, name, bbox, center, timezone, scoringModel }) => ({
        id,
        name,
        bbox,
        center: { lat: center[1], lng: center[0] },
        timezone,
        scoring_model: scoringModel,
      })),
    },
    { headers: { "Cache-Control": "public, max-age=300" } },
  ),
);
