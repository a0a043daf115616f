import { neighborhoodEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { toPublicScoreCard } from "@/lib/neighborhoods/public-score-card";
import { readScoreCard } from "@/lib/neighborhoods/score-card";

export const GET = v1Route(neighborhoodEndpoint, async ({ params, runtime }) =>
  toPublicScoreCard(await readScoreCard(runtime, params.geohash)),
);
