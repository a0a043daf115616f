import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash } from "@/lib/geo/geohash";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { cityOfReport } from "./city-of-report";
import { claimCell } from "./claim-cell";
import { cityShard } from "./keys";
import { rememberOwner } from "./owning-cells";
import { REPORT_LIFETIME_SECONDS } from "./report";
import type { ReportDeps } from "./report-deps";
import { idTimestamp, newReportId } from "./report-id";
import { fromItem, type ReportItem, type StoredReport, toItem } from "./report-item";
import type { ReportInput } from "./report-schema";
import { translated } from "./send";

export interface SubmitOptions {
  /** Tag for the per-source score cap; null (default) where limits do not apply. */
  readonly source?: string | null;
  /** Tag of the device that may take the report back; null (default) when nobody can. */
  readonly author?: string | null;
  /** The note waits for review. Default false. */
  readonly noteHeld?: boolean;
  /** Refuse ids whose time is too far from the clock. Default true; seed and import bring old ids of their own. */
  readonly clockWindow?: boolean;
  /**
   * Look for the id in other cells too. Default true; false where the caller derives the id from the content, so
   * that one id cannot come with two positions.
   */
  readonly idsMayMove?: boolean;
}

export interface Submitted {
  readonly report: StoredReport;
  readonly outcome: "created" | "replayed";
}

/** How far a phone's clock may be off, milliseconds. */
const MAX_AHEAD_MS = 2 * 60 * 1000;
const MAX_BEHIND_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Stores a report with one conditional put: one table write, one index write, no read.
 *
 * The id's timestamp is the creation time and, with the cell, the whole key, so a repeat lands on the same item:
 * same content answers `replayed` with what is stored, other content is refused. An id that comes again from
 * another cell has another key; `claimCell` catches it, see there for the window that remains. Without an id the
 * server makes one, and a repeat is then a new report.
 *
 * @param input as `reportSchema` gives it: degrees in range, category of the layer
 * @throws AppError `invalid` (bad clock, id reused), `gone` (the report was taken back), `unavailable` (store)
 */
export async function submitReport(
  deps: ReportDeps,
  input: ReportInput,
  options: SubmitOptions = {},
): Promise<Submitted> {
  const report = draftReport(input, deps.now(), options);
  const mayMove = input.id !== undefined && options.idsMayMove !== false;
  if (mayMove && !(await claimCell(deps, report))) throw idReused();
  return put(deps, report);
}

/** The report that `input` describes at `now` (milliseconds since the epoch). Pure but for a missing id. */
function draftReport(input: ReportInput, now: number, options: SubmitOptions): StoredReport {
  const [lng, lat] = roundPosition([input.lng, input.lat]);
  const id = input.id ?? newReportId(now);
  const createdAt = idTimestamp(id);
  const expiresAt = Math.floor(createdAt / 1000) + REPORT_LIFETIME_SECONDS;
  if (options.clockWindow !== false) refuseBadClock(createdAt, now);
  if (expiresAt * 1000 <= now)
    throw invalid([{ path: "id", message: "is older than the 90 days a report lives" }]);
  return {
    id,
    geohash: encodeGeohash([lng, lat], 6),
    cityId: cityOfReport([lng, lat]).id,
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
}

function refuseBadClock(createdAt: number, now: number): void {
  if (createdAt > now + MAX_AHEAD_MS) {
    throw invalid([
      { path: "id", message: "carries a time more than 2 minutes ahead; check the phone's clock" },
    ]);
  }
  if (createdAt < now - MAX_BEHIND_MS) {
    throw invalid([{ path: "id", message: "carries a time more than 7 days ago; check the phone's clock" }]);
  }
}

async function put({ dynamo }: ReportDeps, report: StoredReport): Promise<Submitted> {
  const shard = cityShard(cityOfReport([report.lng, report.lat]), report.id);
  try {
    await translated(
      dynamo.documents.send(
        new PutCommand({
          TableName: dynamo.tables.reports,
          Item: toItem(report, shard),
          ConditionExpression: "attribute_not_exists(geohash)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
    rememberOwner(dynamo.tables.reports, report.id, Promise.resolve(report.geohash));
    return { report, outcome: "created" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    return replay(fromItem(unmarshall(error.Item) as ReportItem), report);
  }
}

function replay(stored: StoredReport, sent: StoredReport): Submitted {
  const sameNote = stored.note === sent.note || stored.noteRemoved;
  const same =
    stored.lat === sent.lat &&
    stored.lng === sent.lng &&
    stored.layer === sent.layer &&
    stored.category === sent.category &&
    stored.severity === sent.severity;
  if (stored.withdrawn) throw new AppError("gone", "This report was taken back.");
  if (!same || !sameNote) throw idReused();
  return { report: stored, outcome: "replayed" };
}

function idReused(): AppError {
  return invalid([{ path: "id", message: "was already used for a report with other content" }]);
}
