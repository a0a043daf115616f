import { sessionCookieName, writeSessionToken } from "@/lib/accounts/session-cookie";
import { startSession } from "@/lib/accounts/sessions";
import type { Route } from "@/lib/http/handle";
import type { Runtime } from "@/lib/platform/runtime";

export const ORIGIN = "http://localhost:3000";

/** The `Cookie` header of a fresh session of a user, as NextAuth would have set it. */
export async function sessionCookie(runtime: Runtime, userId: string): Promise<string> {
  const sessionId = await startSession(runtime.sql, { userId, deviceLabel: "Test", now: runtime.now() });
  return `${sessionCookieName(runtime.env)}=${await writeSessionToken(runtime.env, { sessionId, userId })}`;
}

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly params?: Record<string, string | string[]>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Calls a route as a browser on this site would: JSON, own origin. */
export async function call(
  runtime: Runtime,
  route: Route<never>,
  { method = "GET", path = "/", params, body, headers = {} }: Call,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown>; text: string }> {
  const sent = Object.entries({
    host: "localhost:3000",
    origin: method === "GET" ? undefined : ORIGIN,
    "content-type": body === undefined ? undefined : "application/json",
    ...headers,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const request = new Request(ORIGIN + path, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve(params as never) }, runtime);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text };
}
