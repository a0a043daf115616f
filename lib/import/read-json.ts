import { createInterface } from "node:readline";
import { type Duplex, pipeline, type Readable } from "node:stream";
import { pick } from "stream-json/filters/pick.js";
import { parser } from "stream-json/parser.js";
import { streamArray } from "stream-json/streamers/stream-array.js";
import { type ImportSource, normalizeName, type RowField } from "./import-source";
import { isGarbled, type RawRow, UnreadableFileError } from "./raw-row";

type JsonObject = Readonly<Record<string, unknown>>;

/** Rows of a JSON array, or of the array at key `rows`: SODA objects or GeoJSON features. */
export async function* readJson(
  input: Readable,
  rows: string | null,
  source: ImportSource,
): AsyncGenerator<RawRow> {
  for await (const value of streamItems(input, rows)) yield toRow(value, source);
}

/** Rows of newline-delimited JSON: SODA objects or GeoJSON features, one a line. */
export async function* readJsonLines(input: Readable, source: ImportSource): AsyncGenerator<RawRow> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") yield toRow(parseLine(line), source);
  }
}

/** Rows of Socrata's "rows.json", from two readings of the file: one for the headings, one for the rows. */
export async function* readSocrata(
  file: { headings: Readable; rows: () => Readable },
  source: ImportSource,
): AsyncGenerator<RawRow> {
  const names: string[] = [];
  for await (const column of streamItems(file.headings, "meta.view.columns")) {
    const { fieldName, name } = (column ?? {}) as { fieldName?: unknown; name?: unknown };
    names.push(String(fieldName ?? name ?? ""));
  }
  for await (const cells of streamItems(file.rows(), "data")) {
    yield toRow(
      Array.isArray(cells)
        ? Object.fromEntries(cells.map((cell, i) => [names[i] ?? `_${i}`, cell]))
        : undefined,
      source,
    );
  }
}

async function* streamItems(input: Readable, path: string | null): AsyncGenerator<unknown> {
  const items = streamArray.asStream();
  const stages: Duplex[] = path === null ? [] : [pick.asStream({ filter: path, once: true })];
  // Errors of any stage surface in the loop below; the callback only keeps them from being unhandled.
  pipeline([input, parser.asStream(), ...stages, items], () => {});
  try {
    for await (const { value } of items as AsyncIterable<{ value: unknown }>) yield value;
  } catch (error) {
    throw new UnreadableFileError(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    input.destroy();
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function toRow(value: unknown, source: ImportSource): RawRow {
  if (!isObject(value)) return { unreadable: "not a JSON object" };
  const { properties, geometry } = value;
  const own = normalizeKeys(isObject(properties) ? { id: value.id, ...properties } : value);
  const at = (field: RowField) => {
    for (const name of source.columns[field]) {
      const found = own.get(name);
      if (found !== undefined && found !== "") return found;
    }
    return "";
  };
  const fields = {
    id: at("id"),
    created: at("created"),
    type: at("type"),
    detail: at("detail"),
    lat: at("lat"),
    lng: at("lng"),
    point: isObject(geometry) ? JSON.stringify(geometry) : at("point"),
  };
  return { fields, garbled: [...own.values()].some(isGarbled) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function normalizeKeys(value: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(value).map(([key, cell]) => [normalizeName(key), textOf(cell)]));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
