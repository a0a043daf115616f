import type { en } from "./en";
import type { Locale } from "./locale";

/** Every text of the product. English is the source; another language that misses a text does not type-check. */
export type Dictionary = typeof en;

/** Loads one language; each is its own chunk, so a reader fetches only theirs. */
export async function loadDictionary(locale: Locale): Promise<Dictionary> {
  return locale === "es" ? (await import("./es")).es : (await import("./en")).en;
}
