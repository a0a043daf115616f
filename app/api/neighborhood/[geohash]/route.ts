import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { cellParam } from "@/lib/neighborhoods/cell-param";
import { toPublicScoreCard } from "@/lib/neighborhoods/public-score-card";
import { readScoreCard } from "@/lib/neighborhoods/score-card";

/** `GET /api/neighborhood/{geohash}`: the score card in one call */
export const GET = handle<{ geohash: string }>(async (_request, { runtime, params }) =>
  json(toPublicScoreCard(await readScoreCard(runtime, cellParam(params.geohash)))),
);
