import { ImageResponse } from "next/og";
import { ScoreImage } from "@/components/score-card/score-image";
import { handle } from "@/lib/http/handle";
import { cellParam } from "@/lib/neighborhoods/cell-param";
import { toPublicScoreCard } from "@/lib/neighborhoods/public-score-card";
import { readScoreCard } from "@/lib/neighborhoods/score-card";

/** `GET /api/neighborhood/{geohash}/card.png`: the score card as a picture, 1200 × 630, for shared links */
export const GET = handle<{ geohash: string }>(async (_request, { runtime, params }) => {
  const card = toPublicScoreCard(await readScoreCard(runtime, cellParam(params.geohash)));
  return new ImageResponse(<ScoreImage card={card} />, {
    width: 1200,
    height: 630,
    headers: { "Cache-Control": "public, max-age=600" },
  });
});
