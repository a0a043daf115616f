import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DECISIONS, decide, type Marks, needsDecision } from "@/lib/moderation/marks";

const waiting: Marks = { hidden: true, held: true, removed: false, photo: "held", flags: 3 };
const anyMarks = fc.record({
  hidden: fc.boolean(),
  held: fc.boolean(),
  removed: fc.boolean(),
  photo: fc.constantFrom(null, "held" as const, "shown" as const, "removed" as const),
  flags: fc.nat({ max: 10 }),
});

describe("a decision", () => {
  test("to keep shows all of it", () => {
    expect(decide("keep", waiting)).toEqual({
      hidden: false,
      held: false,
      removed: false,
      photo: "shown",
      flags: 0,
    });
  });

  test("to remove the text leaves the photo waiting", () => {
    const after = decide("remove_text", waiting);
    expect(after).toEqual({ hidden: false, held: false, removed: true, photo: "held", flags: 0 });
    expect(needsDecision(after)).toBe(true);
  });

  test("to remove the photo leaves the text waiting", () => {
    expect(decide("remove_photo", waiting)).toEqual({
      hidden: false,
      held: true,
      removed: false,
      photo: "removed",
      flags: 0,
    });
  });

  test("to hide hides all of it", () => {
    expect(decide("hide", waiting)).toEqual({
      hidden: true,
      held: false,
      removed: true,
      photo: "removed",
      flags: 0,
    });
  });

  test("settles the flags, and keep and hide settle everything", () => {
    fc.assert(
      fc.property(anyMarks, fc.constantFrom(...DECISIONS), (marks, decision) => {
        const after = decide(decision, marks);
        expect(after.flags).toBe(0);
        if (decision === "keep" || decision === "hide") expect(needsDecision(after)).toBe(false);
        expect(decide(decision, after)).toEqual(after);
      }),
    );
  });
});
