import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { type ImportSource, listImportSources, loadImportSource } from "@/lib/import/import-source";

export const USAGE = `Usage: npm run import -- --source <${listImportSources().join("|")}> FILE [options]

  FILE       an export of the city's open-data portal: CSV, JSON or GeoJSON, told by its content
  --redate   shift all times so that the newest row is now, for demonstrations with old files
  --dry-run  count only, write nothing
  --limit N  stop after N rows
  --json     print the summary as JSON

Reports older than 90 days go to the history, not to the live map. Importing a file again adds nothing.
Request types are mapped to categories in data/import/<source>.json.`;

export interface ImportOptions {
  readonly source: ImportSource;
  readonly file: string;
  readonly redate: boolean;
  readonly dryRun: boolean;
  /** Rows; Infinity for all. */
  readonly limit: number;
  readonly json: boolean;
}

/** The options of the command line, or what to tell the person instead. */
export function readOptions(args: readonly string[]): ImportOptions | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        source: { type: "string" },
        redate: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        limit: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const [file] = positionals;
    const limit = Number(values.limit ?? Number.POSITIVE_INFINITY);
    if (values.help || values.source === undefined || file === undefined || positionals.length > 1)
      return USAGE;
    if (!(limit >= 1)) return "--limit must be a number of rows, 1 or more.";
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return `There is no file ${file}.`;
    const { redate, json, "dry-run": dryRun } = values;
    return { source: loadImportSource(values.source), file, redate, dryRun, limit, json };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}
