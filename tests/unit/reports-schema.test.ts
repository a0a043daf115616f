import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { CATEGORIES, SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { NOTE_MAX_CHARACTERS } from "@/lib/reports/note";
import { reportSchema } from "@/lib/reports/report-schema";

const valid = { id: v7(), lat: 1, lng: 2, layer: "safety", category: "hazard", severity: 3 };

function noteOf(note: unknown): string | null | undefined {
  const result = reportSchema.safeParse({ ...valid, note });
  return result.success ? result.data.note : undefined;
}

describe("reportSchema", () => {
  test("takes every category with its own layer and no other", () => {
    for (const { id, layer } of CATEGORIES) {
      for (const other of SIGNAL_LAYERS) {
        const { success } = reportSchema.safeParse({ ...valid, category: id, layer: other });
        expect(success).toBe(other === layer);
      }
    }
  });

  test("takes the edges of the world", () => {
    for (const lat of [90, -90, 0, -0]) expect(reportSchema.safeParse({ ...valid, lat }).success).toBe(true);
    for (const lng of [180, -180, -0]) expect(reportSchema.safeParse({ ...valid, lng }).success).toBe(true);
  });

  test("writes ids in lower case", () => {
    expect(reportSchema.parse({ ...valid, id: valid.id.toUpperCase() }).id).toBe(valid.id);
  });

  test("names the bad field whatever stands in it, and never throws", () => {
    const fields = ["id", "lat", "lng", "layer", "category", "severity", "note"] as const;
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything(), (field, value) => {
        const result = reportSchema.safeParse({ ...valid, [field]: value });
        if (!result.success) for (const issue of result.error.issues) expect(issue.path[0]).toBe(field);
      }),
    );
  });
});

describe("notes", () => {
  test.each([
    [null, null],
    [undefined, null],
    ["", null],
    [" \t\r\n ", null],
    ["  two\r\nlines\rthree ", "two\nlines\nthree"],
    ["a\tb", "a b"],
    ["e\u0301", "é"],
    ["👨‍👩‍👧 ok", "👨‍👩‍👧 ok"],
    ["שלום\u200f!", "שלום\u200f!"],
    ["می\u200cخواهم", "می\u200cخواهم"],
  ])("%j becomes %j", (sent, kept) => {
    expect(noteOf(sent)).toBe(kept);
  });

  test.each([
    "\0",
    "a\u0007",
    "\u001b[31m",
    "\u007f",
    "\u009f",
    "\ud83d",
    "\ude00x",
    "\u202etxt",
    "\u2066",
    "\uffff",
    "\u{1fffe}",
  ])("%j is refused", (note) => {
    expect(noteOf(note)).toBeUndefined();
  });

  test.each(["x", "é", "水", "😀"])("may have exactly 280 of %s", (character) => {
    expect(noteOf(character.repeat(NOTE_MAX_CHARACTERS))).toBe(character.repeat(NOTE_MAX_CHARACTERS));
    expect(noteOf(character.repeat(NOTE_MAX_CHARACTERS + 1))).toBeUndefined();
  });

  test("are measured after composing, so that one keyboard's é is not two", () => {
    expect(noteOf("e\u0301".repeat(NOTE_MAX_CHARACTERS))).toBe("é".repeat(NOTE_MAX_CHARACTERS));
  });

  test("that were kept are kept again as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const kept = noteOf(text);
        if (typeof kept === "string") expect(noteOf(kept)).toBe(kept);
      }),
      { numRuns: 60 },
    );
  });
});
