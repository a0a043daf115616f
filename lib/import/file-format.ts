import { open } from "node:fs/promises";
import { UnreadableFileError } from "./raw-row";

export type FileFormat =
  | { readonly kind: "csv"; readonly delimiter: "," | ";" | "\t"; readonly encoding: "utf8" | "utf16le" }
  /** `rows` is the key of the array that holds the rows; null where the document itself is that array. */
  | { readonly kind: "json"; readonly rows: "features" | null }
  /** Socrata's "rows.json": column descriptions in `meta.view.columns`, rows as arrays in `data`. */
  | { readonly kind: "socrata" }
  | { readonly kind: "json_lines" };

const HEAD_BYTES = 64 * 1024;

/** What the file holds, told by its first bytes and not by its name. */
export async function detectFormat(path: string): Promise<FileFormat> {
  const head = await readHead(path);
  const encoding = head[0] === 0xff && head[1] === 0xfe ? "utf16le" : "utf8";
  const text = head.toString(encoding).replace(/^\uFEFF/, "");
  const start = text.trimStart();
  if (start === "") throw new UnreadableFileError(`${path} is empty.`);
  if (start.startsWith("PK\u0003\u0004") || head[0] === 0x1f) {
    throw new UnreadableFileError(`${path} is compressed: unpack it first.`);
  }
  if (start.startsWith("[")) return { kind: "json", rows: null };
  if (!start.startsWith("{")) return { kind: "csv", delimiter: delimiterOf(start), encoding };
  if (/"(FeatureCollection|features)"/.test(start)) return { kind: "json", rows: "features" };
  if (/^\{\s*"meta"\s*:/.test(start)) return { kind: "socrata" };
  return { kind: "json_lines" };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The sign that parts the heading line, quoted headings aside. */
function delimiterOf(text: string): "," | ";" | "\t" {
  const heading = text.slice(0, text.search(/\r|\n|$/)).replace(/"[^"]*"/g, "");
  const count = (sign: string) => heading.split(sign).length - 1;
  const [best] = ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a));
  return best ?? ",";
}
