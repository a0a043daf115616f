import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { encodeGeohash, geohashIndices } from "@/lib/geo/geohash";
import { LIVE_STATUSES, type Report } from "@/lib/reports/report";

/** What the read model keeps of one report: everything the map, the history and the scores need, nothing finer. */
export interface ReportChange {
  readonly reportId: string;
  readonly revision: number;
  readonly geohash8: string;
  /** Column and row of the geohash-8 cell. */
  readonly lonIndex: number;
  readonly latIndex: number;
  readonly cityId: string;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: number;
  readonly stillThere: number;
  readonly source: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly live: boolean;
  readonly counted: boolean;
  readonly removed: boolean;
}

/** The read model's view of a report as it stands; a withdrawn one is a tombstone. */
export function reportChange(report: Report & { readonly withdrawn?: boolean }): ReportChange {
  const removed = report.withdrawn ?? false;
  const indices = geohashIndices([report.lng, report.lat], 8);
  return {
    reportId: report.id,
    revision: report.revision,
    geohash8: encodeGeohash([report.lng, report.lat], 8),
    lonIndex: indices.lon,
    latIndex: indices.lat,
    cityId: report.cityId,
    layer: report.layer,
    category: report.category,
    severity: report.severity,
    stillThere: report.stillThere,
    source: report.source,
    createdAt: report.createdAt,
    live: !removed && !report.hidden && LIVE_STATUSES.includes(report.status),
    counted: !removed && !report.hidden,
    removed,
  };
}

/** The change that a deleted item makes: a tombstone one revision above the last state. */
export function removalChange(last: Report): ReportChange {
  return { ...reportChange(last), revision: last.revision + 1, live: false, counted: false, removed: true };
}
