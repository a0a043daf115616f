import { CITIES } from "@/lib/cities/cities";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

/** Cities and neighbourhoods by name, for search and for naming what is in sight. */
export const GET = handle(() =>
  json(
    {
      cities: CITIES.map(({ id, name, bbox, center: [lng, lat], timezone, neighborhoods }) => ({
        id,
        name,
        bbox,
        center: { lat, lng },
        timezone,
        neighborhoods: neighborhoods.map((n) => ({ name: n.name, lat: n.center[1], lng: n.center[0] })),
      })),
    },
    { headers: { "Cache-Control": "public, max-age=300, s-maxage=3600, stale-while-revalidate=86400" } },
  ),
);
