import { roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash } from "@/lib/geo/geohash";
import { invalid } from "@/lib/http/parse";
import { cityOfReport } from "./city-of-report";
import { refuseBadClock } from "./clock-window";
import { cityShard } from "./keys";
import { REPORT_LIFETIME_SECONDS } from "./report";
import { idTimestamp, newReportId } from "./report-id";
import type { StoredReport } from "./report-item";
import type { ReportInput } from "./report-schema";

export interface DraftOptions {
  /** Tag for the per-source score cap; null (default) where limits do not apply. */
  readonly source?: string | null;
  /** Mark of the device that may take the report back; null (default) when nobody can. */
  readonly author?: string | null;
  /** The note waits for review. Default false. */
  readonly noteHeld?: boolean;
  /** Refuse ids whose time is too far from the clock. Default true; seed and import bring old ids of their own. */
  readonly clockWindow?: boolean;
}

export interface Draft {
  readonly report: StoredReport;
  /** Index partition, `<city>#<shard>`. */
  readonly shard: string;
}

/**
 * The new report that `input` describes at `now` (milliseconds since the epoch), position rounded to 5 decimals,
 * created at its id's time. Pure but for an id that is not given.
 *
 * @throws AppError `invalid` naming `id`: more than 2 minutes ahead, more than 7 days behind, or past its lifetime
 */
export function draftReport(input: ReportInput, now: number, options: DraftOptions): Draft {
  const position = roundPosition([input.lng, input.lat]);
  const [lng, lat] = position;
  const city = cityOfReport(position);
  const id = input.id ?? newReportId(now);
  const createdAt = idTimestamp(id);
  const expiresAt = Math.floor(createdAt / 1000) + REPORT_LIFETIME_SECONDS;
  if (options.clockWindow !== false) refuseBadClock(createdAt, now);
  if (expiresAt * 1000 <= now) {
    throw invalid([{ path: "id", message: "is older than the 90 days a report lives" }]);
  }
  const report: StoredReport = {
    id,
    geohash: encodeGeohash(position, 6),
    cityId: city.id,
    layer: input.layer,
    category: input.category,
    severity: input.severity,
    note: input.note,
    lat,
    lng,
    status: "open",
    hidden: false,
    noteHeld: input.note !== null && (options.noteHeld ?? false),
    noteRemoved: false,
    withdrawn: false,
    stillThere: 0,
    gone: 0,
    flags: 0,
    source: options.source ?? null,
    author: options.author ?? null,
    photo: null,
    revision: 1,
    createdAt,
    expiresAt,
  };
  return { report, shard: cityShard(city, id) };
}
