import { z } from "zod";
import { findCategory } from "@/lib/catalogue/catalogue";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { degreesParam, limitParam } from "@/lib/http/params";
import { parseQuery } from "@/lib/http/query";
import { findSimilar } from "@/lib/reports/find-similar";
import { toPublicReport } from "@/lib/reports/public-report";

const querySchema = z.object({
  lat: degreesParam(90),
  lng: degreesParam(180),
  category: z.string().refine((id) => findCategory(id) !== undefined, "is not a category of the catalogue"),
  limit: limitParam(10, 3),
});

/** "Is it one of these?", asked before a report is sent. */
export const GET = handle(async (request, { runtime }) => {
  const { lat, lng, category, limit } = parseQuery(querySchema, request);
  const similar = await findSimilar(runtime, { position: [lng, lat], category, limit });
  return json({
    reports: similar.map(({ report, distanceMeters }) => ({
      ...toPublicReport(report),
      distance_m: Math.round(distanceMeters),
    })),
  });
});
