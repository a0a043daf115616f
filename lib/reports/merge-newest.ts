import { timestampId } from "./keys";
import type { StoredReport } from "./report-item";
import type { Page } from "./report-query";

export interface Merged {
  readonly reports: readonly StoredReport[];
  /** Start the next page before this `timestamp_id`; null when everything was told. */
  readonly before: string | null;
}

export interface MergeOptions {
  /** Most reports to return, at least 1. */
  readonly limit: number;
  /** Most pages to read; when they are used up, fewer reports than `limit` come back, with a place to go on. */
  readonly maxPages: number;
  readonly before: string | null;
  readonly matches: (report: StoredReport) => boolean;
}

interface Source {
  readonly read: (before: string | null) => Promise<Page>;
  /** Read, matching, not yet told; newest first. */
  readonly waiting: StoredReport[];
  /** Nothing newer is left unread; null when nothing older is left either. */
  readTo: string | null;
}

/** Sorts after every `timestamp_id`. */
const NEWEST = "~";

/** Merges partitions, each read newest first, into one list, newest first; no partition is read further than needed. */
export async function mergeNewest(
  readers: readonly ((before: string | null) => Promise<Page>)[],
  options: MergeOptions,
): Promise<Merged> {
  const sources = readers.map((read): Source => ({ read, waiting: [], readTo: options.before ?? NEWEST }));
  await Promise.all(sources.map((source) => readOn(source, options)));
  let pages = sources.length;
  const reports: StoredReport[] = [];
  for (;;) {
    const next = newestSource(sources);
    if (next === null) return { reports, before: null };
    const report = next.waiting.at(0);
    const stop = report === undefined ? pages >= options.maxPages : reports.length === options.limit;
    if (stop) return { reports, before: report === undefined ? next.readTo : lastTold(reports, options) };
    if (report === undefined) {
      await readOn(next, options);
      pages++;
    } else {
      next.waiting.shift();
      reports.push(report);
    }
  }
}

async function readOn(source: Source, { matches, before }: MergeOptions): Promise<void> {
  const from = source.readTo === NEWEST ? before : source.readTo;
  const page = await source.read(from);
  source.waiting.push(...page.reports.filter(matches));
  source.readTo = page.readTo;
}

/** The source whose next report, or whose unread part, may be the newest; null when all are told. */
function newestSource(sources: readonly Source[]): Source | null {
  let newest: Source | null = null;
  let newestKey = "";
  for (const source of sources) {
    const report = source.waiting.at(0);
    const key = report === undefined ? source.readTo : timestampId(report.id);
    if (key !== null && key > newestKey) [newest, newestKey] = [source, key];
  }
  return newest;
}

function lastTold(reports: readonly StoredReport[], { before }: MergeOptions): string | null {
  const last = reports.at(-1);
  return last === undefined ? before : timestampId(last.id);
}
