import { createReadStream } from "node:fs";
import { detectFormat } from "./file-format";
import type { ImportSource } from "./import-source";
import type { RawRow } from "./raw-row";
import { readCsv } from "./read-csv";
import { readJson, readJsonLines, readSocrata } from "./read-json";

/** Every row of the file in order, whatever its format; `onBytes` sees each piece of the file once, in order. */
export async function* readRows(
  path: string,
  source: ImportSource,
  onBytes: (chunk: Buffer) => void,
): AsyncGenerator<RawRow> {
  const format = await detectFormat(path);
  const open = () =>
    createReadStream(path).on("data", (chunk) =>
      onBytes(typeof chunk === "string" ? Buffer.from(chunk) : chunk),
    );
  switch (format.kind) {
    case "csv":
      return yield* readCsv(open(), format, source);
    case "json":
      return yield* readJson(open(), format.rows, source);
    case "socrata":
      return yield* readSocrata({ headings: createReadStream(path), rows: open }, source);
    case "json_lines":
      return yield* readJsonLines(open(), source);
  }
}
