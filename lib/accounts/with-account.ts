import { type HandlerContext, handle, type Route } from "@/lib/http/handle";
import { AppError } from "@/lib/http/problem";
import type { Runtime } from "@/lib/platform/runtime";
import { type Account, findAccount } from "./account";
import { requireSameOrigin } from "./same-origin";
import { readCookie, readSessionToken, sessionCookieName } from "./session-cookie";

/** Who may call: anybody signed in, owners of the organisation they work for, or operators of the site. */
export type AccountRole = "member" | "owner" | "operator";

export type AccountHandler<Params> = (
  request: Request,
  context: HandlerContext<Params> & { readonly account: Account },
) => Promise<Response> | Response;

/** Wraps a route for signed-in people: session cookie, role, and for changes the origin of the request. */
export function withAccount<Params = Record<string, never>>(
  role: AccountRole,
  handler: AccountHandler<Params>,
): Route<Params> {
  return handle<Params>(async (request, context) => {
    const account = await requestAccount(context.runtime, request);
    if (account === null) throw new AppError("unauthenticated", "Sign in first.");
    requireSameOrigin(request, context.runtime.env);
    requireRole(account, role);
    return handler(request, { ...context, account });
  });
}

/** The account of the request's session cookie; null for nobody. */
export async function requestAccount(runtime: Runtime, request: Request): Promise<Account | null> {
  const value = readCookie(request.headers.get("cookie"), sessionCookieName(runtime.env));
  const token = await readSessionToken(runtime.env, value);
  return token === null ? null : findAccount(runtime, token);
}

function requireRole(account: Account, role: AccountRole): void {
  if (role === "operator" && !account.isOperator) {
    throw new AppError("forbidden", "Only operators of this site may do this.");
  }
  if (role === "owner" && account.organization.role !== "owner") {
    throw new AppError("forbidden", "Only owners of the organisation may do this.");
  }
}
