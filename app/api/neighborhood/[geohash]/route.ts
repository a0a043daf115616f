import { isGeohash } from "@/lib/geo/geohash";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { invalid } from "@/lib/http/parse";
import { toPublicScoreCard } from "@/lib/neighborhoods/public-score-card";
import { readScoreCard } from "@/lib/neighborhoods/score-card";

/** `GET /api/neighborhood/{geohash}`: the score card in one call */
export const GET = handle<{ geohash: string }>(async (_request, { runtime, params }) => {
  const geohash = params.geohash.toLowerCase();
  if (!isGeohash(geohash) || geohash.length < 4 || geohash.length > 7) {
    throw invalid([{ path: "geohash", message: "must be a geohash of 4 to 7 characters" }]);
  }
  return json(toPublicScoreCard(await readScoreCard(runtime, geohash)));
});
