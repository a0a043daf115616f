import { z } from "zod";
import { idOf } from "./keys";
import { plainText } from "./note";
import { idTimestamp } from "./report-id";
import { reportIdSchema } from "./report-schema";

/** Who writes: the device that sent the report, or the staff of its city. Never a person. */
export type MessageAuthor = "resident" | "city";

/** One follow-up message of a report. */
export interface Message {
  /** UUIDv7; its timestamp is `createdAt`. */
  readonly id: string;
  readonly author: MessageAuthor;
  readonly text: string;
  /** Waits for review, or was refused; public reads leave it out. */
  readonly held: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** What is sent to `POST /api/reports/{id}/messages`. With an id a retry is answered as before. */
export const messageSchema = z.object({
  id: reportIdSchema.optional(),
  text: plainText.refine((text) => text !== "", "must not be empty"),
});

export interface MessageItem {
  readonly pk: string;
  readonly sk: string;
  readonly author: MessageAuthor;
  readonly words: string;
  readonly held?: boolean;
  /** A moderator decided that the message stays unseen. */
  readonly removed?: boolean;
  readonly expires_at: number;
}

export function fromMessageItem({ sk, author, words, held, removed }: MessageItem): Message {
  const id = idOf(sk);
  return { id, author, text: words, held: held ?? removed ?? false, createdAt: idTimestamp(id) };
}

/** A message as JSON. A held one is only ever told to its sender, without its text. */
export function toPublicMessage({ id, author, text, held, createdAt }: Message) {
  return { id, author, text: held ? null : text, held, created_at: new Date(createdAt).toISOString() };
}
