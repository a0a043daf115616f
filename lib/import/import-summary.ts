import type { RejectReason } from "./read-report";

/** What became of a row: each row of the file has exactly one. */
export const OUTCOMES = [
  "added_live",
  "added_history",
  "already_there",
  "changed_since",
  "refused",
  "ignored_type",
  "unknown_type",
  "duplicate_in_file",
  "no_position",
  "outside_world",
  "outside_area",
  "bad_date",
  "future_date",
  "no_id",
  "unreadable",
] as const satisfies readonly (RejectReason | string)[];
export type ImportOutcome = (typeof OUTCOMES)[number];

const MEANING: Record<ImportOutcome, string> = {
  added_live: "added, on the live map",
  added_history: "added to history (older than 90 days)",
  already_there: "already there",
  changed_since: "already there with other content, left as it was",
  refused: "refused by the report rules",
  ignored_type: "left out by the mapping",
  unknown_type: "request type not in the mapping",
  duplicate_in_file: "row id seen before in this file",
  no_position: "no position",
  outside_world: "position outside the world",
  outside_area: "position far outside the city",
  bad_date: "no readable date",
  future_date: "dated in the future",
  no_id: "no row id",
  unreadable: "row cannot be read",
};

/** Distinct names kept per list; a file with free text in its type column must not fill memory. */
const NAME_LIMIT = 500;
const NAME_LENGTH = 80;
const OTHERS = "(others)";

export interface ImportSummary {
  readonly source: string;
  readonly file: string;
  readonly dryRun: boolean;
  readonly rows: number;
  /** Rows with broken characters: they are imported all the same. */
  readonly garbledRows: number;
  readonly outcomes: Readonly<Record<ImportOutcome, number>>;
  /** Request types without a rule, and reasons of ignore rules, most frequent first. */
  readonly unknownTypes: readonly (readonly [string, number])[];
  readonly ignoredTypes: readonly (readonly [string, number])[];
  readonly redate: {
    readonly shiftMs: number;
    readonly newestRow: string;
    readonly repeated: boolean;
  } | null;
  /** Why reading stopped before the end of the file; null when all of it was read. */
  readonly brokenOff: string | null;
}

export class ImportTally {
  readonly outcomes: Record<ImportOutcome, number> = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, 0]),
  ) as Record<ImportOutcome, number>;
  readonly unknownTypes = new NameCounts();
  readonly ignoredTypes = new NameCounts();
  rows = 0;
  garbledRows = 0;

  countRow(garbled: boolean): void {
    this.rows++;
    if (garbled) this.garbledRows++;
  }

  count(outcome: ImportOutcome, rows = 1): void {
    this.outcomes[outcome] += rows;
  }

  reject({ reason, type = "" }: { reason: RejectReason; type?: string }): void {
    this.count(reason);
    if (reason === "unknown_type") this.unknownTypes.add(type);
    if (reason === "ignored_type") this.ignoredTypes.add(type);
  }

  summarize(
    about: Pick<ImportSummary, "source" | "file" | "dryRun" | "redate" | "brokenOff">,
  ): ImportSummary {
    return {
      ...about,
      rows: this.rows,
      garbledRows: this.garbledRows,
      outcomes: this.outcomes,
      unknownTypes: this.unknownTypes.byCount(),
      ignoredTypes: this.ignoredTypes.byCount(),
    };
  }
}

class NameCounts {
  readonly #counts = new Map<string, number>();

  add(label: string): void {
    const name = label.slice(0, NAME_LENGTH);
    const key = this.#counts.has(name) || this.#counts.size < NAME_LIMIT ? name : OTHERS;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  byCount(): [string, number][] {
    return [...this.#counts].sort((a, b) => b[1] - a[1]);
  }
}

/** The summary as a table for a terminal. */
export function formatSummary(summary: ImportSummary): string {
  const { outcomes } = summary;
  const lines = OUTCOMES.filter((outcome) => outcomes[outcome] > 0 || outcome.startsWith("added")).map(
    (outcome) => line(outcomes[outcome], MEANING[outcome]),
  );
  const names = (title: string, list: ImportSummary["unknownTypes"]) =>
    list.length === 0
      ? []
      : ["", title, ...list.slice(0, 25).map(([name, count]) => line(count, name || "(blank)"))];
  return [
    ...lines,
    line(summary.rows, "rows in all"),
    ...(summary.garbledRows > 0 ? ["", line(summary.garbledRows, "of them with broken characters")] : []),
    ...names("Request types without a rule:", summary.unknownTypes),
    ...names("Left out by the mapping because:", summary.ignoredTypes),
  ].join("\n");
}

function line(count: number, text: string): string {
  return `${count.toLocaleString("en-US").padStart(12)}  ${text}`;
}
