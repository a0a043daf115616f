import { z } from "zod";
import { endSessions, listSessions } from "@/lib/accounts/sessions";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parseQuery } from "@/lib/http/query";

export const GET = withAccount("member", async (_request, { runtime, account }) => {
  const sessions = await listSessions(runtime, account.userId);
  return json({
    sessions: sessions.map(({ id, deviceLabel, createdAt, lastSeenAt }) => ({
      id,
      device: deviceLabel,
      created_at: createdAt,
      last_seen_at: lastSeenAt,
      current: id === account.sessionId,
    })),
  });
});

/** Signs out everywhere else; with `?all=1` here too. */
export const DELETE = withAccount("member", async (request, { runtime, account }) => {
  const { all } = parseQuery(endQuery, request);
  const ended = await endSessions(runtime.sql, {
    userId: account.userId,
    exceptSessionId: all === "1" ? null : account.sessionId,
    now: runtime.now(),
  });
  return json({ ended });
});

const endQuery = z.strictObject({ all: z.enum(["0", "1"]).default("0") });
