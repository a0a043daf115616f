import type { RowField } from "./import-source";

/** A row's wanted texts; "" where the row has none. */
export type RowFields = Readonly<Record<RowField, string>>;

/** A row as the file holds it, or why it cannot be read. */
export type RawRow =
  | {
      readonly fields: RowFields;
      /** Some text of the row has lost its characters (wrong encoding somewhere on its way). */
      readonly garbled: boolean;
    }
  | { readonly unreadable: string };

/** Replacement characters, C1 controls, and UTF-8 that was read as Latin-1 ("Â ", "Ã©"). */
const GARBLED = /[\uFFFD\u0080-\u009F]|[ÂÃ][\u0080-\u00BF]/;

export function isGarbled(text: string): boolean {
  return GARBLED.test(text);
}

/** The file cannot be read (any further); `message` says where and why. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";
}
