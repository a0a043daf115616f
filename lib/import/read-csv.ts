import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { parse } from "csv-parse";
import type { FileFormat } from "./file-format";
import { type ImportSource, normalizeName, ROW_FIELDS, type RowField } from "./import-source";
import { isGarbled, type RawRow, UnreadableFileError } from "./raw-row";

/** Guards memory against a quote that never closes; real rows stay far below. */
const ROW_LIMIT_CHARACTERS = 1_000_000;

/** The rows of a CSV file, in order. Throws UnreadableFileError when headings are unknown or the text breaks off. */
export async function* readCsv(
  input: Readable,
  format: Extract<FileFormat, { kind: "csv" }>,
  source: ImportSource,
): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    encoding: format.encoding,
    delimiter: format.delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_LIMIT_CHARACTERS,
  });
  // Errors of either stream surface in the loop below; the callback only keeps them from being unhandled.
  pipeline(input, parser, () => {});

  let columns: Readonly<Record<RowField, number>> | undefined;
  let width = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (columns === undefined) {
        columns = findColumns(record, source);
        width = record.length;
      } else {
        yield toRow(record, columns, width);
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    input.destroy();
  }
}

function findColumns(headings: readonly string[], source: ImportSource): Record<RowField, number> {
  const names = headings.map(normalizeName);
  const columns = Object.fromEntries(
    ROW_FIELDS.map((field) => {
      const name = source.columns[field].find((alias) => names.includes(alias));
      return [field, name === undefined ? -1 : names.indexOf(name)];
    }),
  ) as Record<RowField, number>;

  const missing = (["id", "created", "type"] as const).filter((field) => columns[field] < 0);
  const placed = columns.point >= 0 || (columns.lat >= 0 && columns.lng >= 0);
  if (missing.length > 0 || !placed) {
    const fields = [...missing, ...(placed ? [] : (["lat", "lng", "point"] as const))];
    const expected = fields.map((field) => `${field} (${source.columns[field].join(", ")})`).join("; ");
    throw new UnreadableFileError(
      `This is not a layout of ${source.title} that is known here: no column for ${expected}. ` +
        `The file has: ${headings.slice(0, 30).join(", ")}.`,
    );
  }
  return columns;
}

function toRow(
  record: readonly string[],
  columns: Readonly<Record<RowField, number>>,
  width: number,
): RawRow {
  const surplus = record.slice(width);
  if (record.length < width || surplus.some((text) => text !== "")) {
    return { unreadable: `${record.length} columns where the heading has ${width}` };
  }
  const at = (field: RowField) => (columns[field] < 0 ? "" : (record[columns[field]] ?? ""));
  return {
    fields: {
      id: at("id"),
      created: at("created"),
      type: at("type"),
      detail: at("detail"),
      lat: at("lat"),
      lng: at("lng"),
      point: at("point"),
    },
    garbled: record.some(isGarbled),
  };
}
