import { CATEGORIES } from "@/lib/catalogue/catalogue";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

export const GET = handle(() =>
  json(
    {
      categories: CATEGORIES.map(({ id, layer, polarity, label, hint, defaultSeverity, icon }) => ({
        id,
        layer,
        polarity,
        label,
        hint,
        default_severity: defaultSeverity,
        icon,
      })),
    },
    { headers: { "Cache-Control": "public, max-age=300, s-maxage=3600, stale-while-revalidate=86400" } },
  ),
);
