import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { SOURCE_CAP_POINTS, SOURCE_CAP_SWING_POINTS } from "@/lib/scoring/constants";
import { isPenaltyLayer } from "@/lib/scoring/model";

interface SourcedPoints {
  readonly source: string | null;
  /** Signed. */
  readonly points: number;
}

/**
 * The points of one layer's reports, in the same order, after the cap: what reports of one source add up to is at
 * most 30 (safety, infrastructure) or 20 (vibe, opportunity) points, else they shrink in proportion. A lone report
 * counts in full however strongly it is confirmed: a source never counts less than its strongest report. Unknown
 * sources (null) are not capped.
 */
export function capPointsBySource(layer: SignalLayer, reports: readonly SourcedPoints[]): number[] {
  const cap = isPenaltyLayer(layer) ? SOURCE_CAP_POINTS : SOURCE_CAP_SWING_POINTS;
  const totals = new Map<string, { sum: number; strongest: number }>();
  for (const { source, points } of reports) {
    if (source === null) continue;
    const total = totals.get(source) ?? { sum: 0, strongest: 0 };
    totals.set(source, {
      sum: total.sum + points,
      strongest: Math.max(total.strongest, Math.abs(points)),
    });
  }
  return reports.map(({ source, points }) => {
    const total = source === null ? undefined : totals.get(source);
    if (total === undefined) return points;
    const limit = Math.max(cap, total.strongest);
    return Math.abs(total.sum) > limit ? (points * limit) / Math.abs(total.sum) : points;
  });
}
