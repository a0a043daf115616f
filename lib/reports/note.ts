import { z } from "zod";

/** Most characters (Unicode code points, after NFC) of a note or message. */
export const NOTE_MAX_CHARACTERS = 280;

/** Controls, halves of surrogate pairs, non-characters, direction embeddings, overrides and isolates. */
const FORBIDDEN = /(?![\n\u200e\u200f\u061c])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/u;

/**
 * Plain text a person wrote: NFC, line ends as `\n`, tabs as spaces, trimmed. Control characters, lone surrogates
 * and direction overrides are refused, because no keyboard types them; the marks that Hebrew and Arabic text
 * needs are kept.
 */
export const plainText = z
  .string("must be text")
  .transform(tidy)
  .refine((text) => !FORBIDDEN.test(text), "holds control, broken or direction-override characters")
  .refine(
    (text) => [...text].length <= NOTE_MAX_CHARACTERS,
    `may have at most ${NOTE_MAX_CHARACTERS} characters`,
  );

function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .trim();
}
