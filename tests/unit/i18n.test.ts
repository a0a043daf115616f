import { describe, expect, it } from "vitest";
import { CATEGORIES } from "@/lib/catalogue/catalogue";
import { loadDictionary } from "@/lib/i18n/dictionary";
import { LOCALES, negotiateLocale } from "@/lib/i18n/locale";

describe("language of a request", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["es", "es"],
    ["es-MX,es;q=0.9,en;q=0.8", "es"],
    ["de-DE,en;q=0.5,es;q=0.7", "es"],
    ["fr,de", "en"],
    ["es;q=0,en", "en"],
    ["*", "en"],
  ])("for %s is %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe("dictionaries", () => {
  it("have every text, none empty, in every language", async () => {
    for (const locale of LOCALES) expect(emptyTexts(await loadDictionary(locale))).toEqual([]);
  });

  it("name every category in Spanish", async () => {
    const { categories } = await loadDictionary("es");
    expect(CATEGORIES.filter(({ id }) => !categories[id]?.label || !categories[id]?.hint)).toEqual([]);
  });
});

function emptyTexts(node: unknown, path = ""): string[] {
  if (typeof node === "string") return node.trim() === "" ? [path] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => emptyTexts(value, `${path}.${key}`));
}
