import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { claimCell } from "./claim-cell";
import { type Draft, type DraftOptions, draftReport } from "./draft-report";
import { readReport } from "./find-report";
import { rememberOwner } from "./owning-cells";
import type { ReportDeps } from "./report-deps";
import { fromItem, type ReportItem, type StoredReport, toItem } from "./report-item";
import type { ReportInput } from "./report-schema";

export interface SubmitOptions extends DraftOptions {
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
  const draft = draftReport(input, deps.now(), options);
  const mayMove = input.id !== undefined && options.idsMayMove !== false;
  if (mayMove && !(await claimCell(deps, draft.report))) throw idReused();
  return put(deps, draft);
}

/** What a repeat of `input` would be answered, without writing; null when it was never stored. */
export async function findReplay(deps: ReportDeps, input: ReportInput): Promise<Submitted | null> {
  const { report } = draftReport(input, deps.now(), {});
  const stored = await readReport(deps, report.geohash, report.id);
  return stored === null ? null : replay(stored, report);
}

async function put({ dynamo }: ReportDeps, { report, shard }: Draft): Promise<Submitted> {
  // Tells this call's own item from an earlier one: when an answer is lost, the client's retry meets what it stored.
  const attempt = randomBytes(6).toString("base64url");
  const command = new PutCommand({
    TableName: dynamo.tables.reports,
    Item: { ...toItem(report, shard), attempt },
    ConditionExpression: "attribute_not_exists(geohash)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    await translated(dynamo.documents.send(command));
    rememberOwner(dynamo.tables.reports, report.id, Promise.resolve(report.geohash));
    return { report, outcome: "created" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    const stored = unmarshall(error.Item) as ReportItem;
    return stored.attempt === attempt ? { report, outcome: "created" } : replay(fromItem(stored), report);
  }
}

/** What a repeat of a stored report answers. @throws AppError `gone` (taken back), `invalid` (other content) */
export function replay(stored: StoredReport, sent: StoredReport): Submitted {
  if (stored.withdrawn) throw new AppError("gone", "This report was taken back.");
  const isSame =
    stored.lat === sent.lat &&
    stored.lng === sent.lng &&
    stored.layer === sent.layer &&
    stored.category === sent.category &&
    stored.severity === sent.severity &&
    stored.note === sent.note;
  if (!isSame) throw idReused();
  return { report: stored, outcome: "replayed" };
}

function idReused(): AppError {
  return invalid([{ path: "id", message: "was already used for a report with other content" }]);
}
