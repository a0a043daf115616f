import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { neighborhoodName } from "@/lib/cities/cities";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";
import { toPublicReport } from "@/lib/reports/public-report";
import { compareWindows } from "@/lib/scoring/trend";
import type { LayerCounts } from "./neighborhood-context";
import type { ScoreCard } from "./score-card";

/** The `neighborhood` shape of the public API. */
export function toPublicScoreCard(card: ScoreCard) {
  const { geohash, score, context } = card;
  return {
    geohash,
    precision: geohash.length,
    city_id: card.cityId,
    name: neighborhoodName(geohashCenter(toGeohash(geohash))),
    model: score.model,
    calculated_at: new Date(card.calculatedAt).toISOString(),
    report_count: score.reportCount,
    report_count_7d: score.reportCount7d,
    confidence: score.confidence,
    scores: score.scores,
    rank: context?.rank ?? null,
    trend: context === null ? null : trendOf(context.counts),
    history:
      context?.history.map(({ calculatedAt, scores }) => ({
        calculated_at: new Date(calculatedAt).toISOString(),
        ...scores,
      })) ?? null,
    categories: card.categories,
    recent_reports: card.recentReports.map(toPublicReport),
    explanation: score.explanation.map(({ reportId, layer, weight, effect }) => ({
      report_id: reportId,
      layer,
      weight,
      effect,
    })),
    sources: card.sources,
    stale: context === null,
  };
}

/** Week over week; `significant` is false where the difference may well be noise. */
function trendOf(counts: LayerCounts) {
  return Object.fromEntries(
    SIGNAL_LAYERS.map((layer: SignalLayer) => {
      const { current, previous, change, significant } = compareWindows(
        counts[layer].current,
        counts[layer].previous,
      );
      return [layer, { current, previous, change, significant }];
    }),
  );
}
