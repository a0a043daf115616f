import type { MessageItem } from "@/lib/reports/message";
import type { PhotoState, StoredReport } from "@/lib/reports/report-item";

export const DECISIONS = ["keep", "remove_text", "remove_photo", "hide"] as const;
/** `keep`: all of it is fine. `remove_text`, `remove_photo`: the rest is. `hide`: none of it is. */
export type Decision = (typeof DECISIONS)[number];

/** What moderation sets on a report or message; a message has no photo and no flags. */
export interface Marks {
  readonly hidden: boolean;
  /** The text waits for a decision. */
  readonly held: boolean;
  /** The text was decided to stay unseen. */
  readonly removed: boolean;
  readonly photo: PhotoState | null;
  readonly flags: number;
}

export function reportMarks({ hidden, noteHeld, noteRemoved, photo, flags }: StoredReport): Marks {
  return { hidden, held: noteHeld && !noteRemoved, removed: noteRemoved, photo, flags };
}

export function messageMarks({ held, removed }: Pick<MessageItem, "held" | "removed">): Marks {
  return { hidden: false, held: held ?? false, removed: removed ?? false, photo: null, flags: 0 };
}

/** True while something waits for a moderator. */
export function needsDecision({ held, photo, flags }: Marks): boolean {
  return held || photo === "held" || flags > 0;
}

/**
 * The marks after a decision. Pure. Every decision settles the flags; a decision on one part leaves the other part
 * waiting if it waits.
 */
export function decide(decision: Decision, marks: Marks): Marks {
  switch (decision) {
    case "keep":
      return {
        hidden: false,
        held: false,
        removed: false,
        photo: marks.photo === "held" ? "shown" : marks.photo,
        flags: 0,
      };
    case "remove_text":
      return { ...marks, hidden: false, held: false, removed: true, flags: 0 };
    case "remove_photo":
      return { ...marks, hidden: false, photo: marks.photo === null ? null : "removed", flags: 0 };
    case "hide":
      return {
        hidden: true,
        held: false,
        removed: marks.held || marks.removed,
        photo: marks.photo === "held" ? "removed" : marks.photo,
        flags: 0,
      };
  }
}
