import type { Sql, TransactionSql } from "postgres";
import { v7 as uuidv7 } from "uuid";

/** A sign-in lasts this long at most. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

export interface SessionSummary {
  readonly id: string;
  readonly deviceLabel: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** Opens a session and returns its id, which only ever travels inside the encrypted cookie. */
export async function startSession(
  sql: Sql,
  input: { readonly userId: string; readonly deviceLabel: string; readonly now: number },
): Promise<string> {
  const id = uuidv7();
  const now = new Date(input.now);
  const expiresAt = new Date(input.now + SESSION_SECONDS * 1000);
  await sql`
    insert into sessions (id, user_id, device_label, created_at, last_seen_at, expires_at)
    values (${id}, ${input.userId}, ${input.deviceLabel}, ${now}, ${now}, ${expiresAt})`;
  return id;
}

/** The live sessions of a user, last used first. */
export async function listSessions(
  deps: { readonly sql: Sql; readonly now: () => number },
  userId: string,
): Promise<SessionSummary[]> {
  return await deps.sql<SessionSummary[]>`
    select id, device_label, created_at, last_seen_at from sessions
    where user_id = ${userId} and revoked_at is null and expires_at > ${new Date(deps.now())}
    order by last_seen_at desc`;
}

/** Ends one session of a user; false when there is no such live session. Holds everywhere at once. */
export async function endSession(
  deps: { readonly sql: Sql; readonly now: () => number },
  input: { readonly userId: string; readonly sessionId: string },
): Promise<boolean> {
  const ended = await deps.sql`
    update sessions set revoked_at = ${new Date(deps.now())}
    where id = ${input.sessionId} and user_id = ${input.userId} and revoked_at is null returning 1`;
  return ended.length === 1;
}

/** Ends all sessions of a user but the one given, and says how many. */
export async function endSessions(
  sql: Sql | TransactionSql,
  input: { readonly userId: string; readonly exceptSessionId: string | null; readonly now: number },
): Promise<number> {
  const ended = await sql`
    update sessions set revoked_at = ${new Date(input.now)}
    where user_id = ${input.userId} and revoked_at is null
      and id is distinct from ${input.exceptSessionId}::uuid returning 1`;
  return ended.length;
}

/** "Firefox on Windows": enough to recognise a session in a list, nothing that identifies a device. */
export function deviceLabel(userAgent: string | null): string {
  const agent = userAgent ?? "";
  const browser = firstMatch(agent, [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = firstMatch(agent, [
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  if (browser === null && system === null) return "Unknown device";
  return [browser ?? "A browser", system].filter((part) => part !== null).join(" on ");
}

function firstMatch(text: string, patterns: readonly (readonly [RegExp, string])[]): string | null {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
