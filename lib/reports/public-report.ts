import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { encodeGeohash, geohashCenter } from "@/lib/geo/geohash";
import type { Report, ReportStatus } from "./report";
import type { PhotoState } from "./report-item";

/** A report as everybody may see it. Times are ISO 8601 UTC, positions degrees. */
export interface PublicReport {
  readonly id: string;
  /** 6-character geohash. */
  readonly geohash: string;
  readonly city_id: string;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: number;
  /** null when nothing was written, or while the note waits for review. */
  readonly note: string | null;
  readonly note_held: boolean;
  readonly lat: number;
  readonly lng: number;
  readonly status: ReportStatus;
  readonly confirmations: { readonly still_there: number; readonly gone: number };
  /** Path of the photo, or null. */
  readonly photo: string | null;
  readonly created_at: string;
  readonly expires_at: string;
}

/** Characters of the finest cell that a public answer may tell. */
export const PUBLIC_PRECISION = 8;

/** What of a report is public. The position is the centre of its geohash-8 cell (about 38 m × 19 m). */
export function toPublicReport(report: Report & { readonly photo?: PhotoState | null }): PublicReport {
  const [lng, lat] = publicPosition(report);
  return {
    id: report.id,
    geohash: report.geohash,
    city_id: report.cityId,
    layer: report.layer,
    category: report.category,
    severity: report.severity,
    note: report.noteHeld ? null : report.note,
    note_held: report.noteHeld,
    lat,
    lng,
    status: report.status,
    confirmations: { still_there: report.stillThere, gone: report.gone },
    photo: report.photo === "shown" ? `/api/reports/${report.id}/photo` : null,
    created_at: new Date(report.createdAt).toISOString(),
    expires_at: new Date(report.expiresAt * 1000).toISOString(),
  };
}

/**
 * The position that others may learn: `[lon, lat]`, the centre of the geohash-8 cell. Every filter on position
 * works on this one too: a filter on the stored position would let a caller close in on it box by box.
 */
export function publicPosition({ lat, lng }: Pick<Report, "lat" | "lng">) {
  return geohashCenter(encodeGeohash([lng, lat], PUBLIC_PRECISION));
}
