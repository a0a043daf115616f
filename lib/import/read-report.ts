import type { Severity, SignalLayer } from "@/lib/catalogue/catalogue";
import { createTypeClassifier } from "./classify-type";
import type { ImportSource } from "./import-source";
import { parsePosition } from "./parse-position";
import { parseTime } from "./parse-time";
import type { RawRow } from "./raw-row";
import { SeenKeys } from "./seen-keys";

/** Why a row of the file does not become a report. */
export type RejectReason =
  | "unreadable"
  | "no_id"
  | "duplicate_in_file"
  | "ignored_type"
  | "unknown_type"
  | "bad_date"
  | "future_date"
  | "no_position"
  | "outside_world"
  | "outside_area";

/** A row that can become a report. */
export interface ImportedReport {
  /** The row's own id at its portal. */
  readonly rowId: string;
  /** Milliseconds since the epoch, as the portal says. */
  readonly createdAt: number;
  /** `[lon, lat]`, degrees. */
  readonly position: readonly [number, number];
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: Severity;
  readonly note: string | null;
}

export type ReadOutcome =
  | { readonly report: ImportedReport }
  | {
      readonly reason: RejectReason /** The request type, where that is the reason. */;
      readonly type?: string;
    };

/** Turns rows of one file, in order, into reports or reasons. `asOf` (ms) parts past from future. */
export function createReportReader(source: ImportSource, asOf: number): (row: RawRow) => ReadOutcome {
  const classify = createTypeClassifier(source);
  const seenRows = new SeenKeys();

  return (row) => {
    if ("unreadable" in row) return { reason: "unreadable" };
    const { fields } = row;
    const rowId = fields.id.trim();
    if (rowId === "") return { reason: "no_id" };

    const createdAt = parseTime(fields.created, source.timezone);
    if (createdAt === null) return { reason: "bad_date" };
    if (createdAt > asOf) return { reason: "future_date" };

    const placed = parsePosition(fields, source);
    if ("reason" in placed) return placed;

    const rule = classify(fields.type, fields.detail);
    if (rule === undefined) return { reason: "unknown_type", type: fields.type.trim() };
    if ("ignore" in rule) return { reason: "ignored_type", type: rule.ignore };

    if (seenRows.seen(rowId)) return { reason: "duplicate_in_file" };
    const { layer, category, severity, label } = rule;
    return {
      report: { rowId, createdAt, position: placed.position, layer, category, severity, note: label },
    };
  };
}
