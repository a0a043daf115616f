import { compareEndpoint } from "@/lib/api-v1/endpoints";
import { v1Route } from "@/lib/api-v1/v1-route";
import { toPublicScoreCard } from "@/lib/neighborhoods/public-score-card";
import { readScoreCard } from "@/lib/neighborhoods/score-card";

export const GET = v1Route(compareEndpoint, async ({ query, runtime }) => {
  const cards = await Promise.all(query.geohash.map((geohash) => readScoreCard(runtime, geohash)));
  return { neighborhoods: cards.map(toPublicScoreCard) };
});
