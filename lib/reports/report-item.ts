import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Severity, SignalLayer } from "@/lib/catalogue/catalogue";
import { idOf, type ReportKey, timestampId } from "./keys";
import type { Report, ReportStatus } from "./report";
import { idTimestamp } from "./report-id";

/** A photo waits for review before anybody but a moderator sees it; a removed one stays unseen. */
export type PhotoState = "held" | "shown" | "removed";

/** A report with what only the write side needs. */
export interface StoredReport extends Report {
  /** HMAC over device and report id: lets that device take this one report back. null when nobody can. */
  readonly author: string | null;
  readonly photo: PhotoState | null;
  /** The resident took it back. The item stays as a tombstone, so that a late retry cannot bring it back. */
  readonly withdrawn: boolean;
  /** A moderator decided that the held note stays unseen. */
  readonly noteRemoved: boolean;
}

/** A report as `stratum-reports` holds it. Absent counters are 0, absent marks false, absent texts null. */
export interface ReportItem extends ReportKey {
  readonly id: string;
  readonly city_id: string;
  readonly city_shard: string;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: Severity;
  readonly note?: string;
  /** The note, deflated, where plain text would push the item past 1 KB and double its write cost. */
  readonly note_z?: Uint8Array;
  readonly lat: number;
  readonly lng: number;
  readonly status: ReportStatus;
  readonly hidden?: boolean;
  readonly note_held?: boolean;
  readonly note_removed?: boolean;
  readonly withdrawn?: boolean;
  readonly still_there?: number;
  readonly gone?: number;
  readonly flags?: number;
  readonly source?: string;
  readonly author?: string;
  readonly photo?: PhotoState;
  readonly revision: number;
  /** Random mark of the submission that stored the item. */
  readonly attempt?: string;
  /** Epoch seconds, the table's TTL attribute. */
  readonly expires_at: number;
}

/** UTF-8 bytes from which a note is stored deflated; the rest of an item stays below 450 bytes. */
const LONG_NOTE_BYTES = 400;

/** The item for a report. Pure; what is absent, false or 0 is left out to keep the item small. */
export function toItem(report: StoredReport, cityShardKey: string): ReportItem {
  return {
    geohash: report.geohash,
    timestamp_id: timestampId(report.id),
    id: report.id,
    city_id: report.cityId,
    city_shard: cityShardKey,
    layer: report.layer,
    category: report.category,
    severity: report.severity,
    ...noteAttribute(report.note),
    lat: report.lat,
    lng: report.lng,
    status: report.status,
    ...(report.hidden && { hidden: true }),
    ...(report.noteHeld && { note_held: true }),
    ...(report.noteRemoved && { note_removed: true }),
    ...(report.withdrawn && { withdrawn: true }),
    ...(report.stillThere > 0 && { still_there: report.stillThere }),
    ...(report.gone > 0 && { gone: report.gone }),
    ...(report.flags > 0 && { flags: report.flags }),
    ...(report.source !== null && { source: report.source }),
    ...(report.author !== null && { author: report.author }),
    ...(report.photo !== null && { photo: report.photo }),
    revision: report.revision,
    expires_at: report.expiresAt,
  };
}

/** The report an item holds. The inverse of `toItem`. */
export function fromItem(item: ReportItem): StoredReport {
  const id = idOf(item.timestamp_id);
  return {
    id,
    geohash: item.geohash,
    cityId: item.city_id,
    layer: item.layer,
    category: item.category,
    severity: item.severity,
    note: item.note_z === undefined ? (item.note ?? null) : inflateRawSync(item.note_z).toString("utf8"),
    lat: item.lat,
    lng: item.lng,
    status: item.status,
    hidden: item.hidden ?? false,
    noteHeld: item.note_held ?? false,
    noteRemoved: item.note_removed ?? false,
    withdrawn: item.withdrawn ?? false,
    stillThere: item.still_there ?? 0,
    gone: item.gone ?? 0,
    flags: item.flags ?? 0,
    source: item.source ?? null,
    author: item.author ?? null,
    photo: item.photo ?? null,
    revision: item.revision,
    createdAt: idTimestamp(id),
    expiresAt: item.expires_at,
  };
}

function noteAttribute(note: string | null): Pick<ReportItem, "note" | "note_z"> {
  if (note === null) return {};
  if (Buffer.byteLength(note) <= LONG_NOTE_BYTES) return { note };
  return { note_z: deflateRawSync(note) };
}
