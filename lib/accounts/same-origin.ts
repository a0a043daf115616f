import { AppError } from "@/lib/http/problem";
import type { Env } from "@/lib/platform/env";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that another site made a browser send: its `Origin` must be this site. A request
 * without `Origin` must at least say `Sec-Fetch-Site: same-origin`.
 *
 * @throws AppError `forbidden`
 */
export function requireSameOrigin(request: Request, env: Pick<Env, "nextauthUrl" | "trustProxy">): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  const same =
    origin === null
      ? request.headers.get("sec-fetch-site") === "same-origin"
      : ownHosts(request, env).includes(hostOf(origin));
  if (!same) throw new AppError("forbidden", "The request did not come from this site.");
}

function ownHosts(request: Request, env: Pick<Env, "nextauthUrl" | "trustProxy">): (string | null)[] {
  if (env.nextauthUrl !== null) return [hostOf(env.nextauthUrl), request.headers.get("host") ?? ""];
  const forwarded = env.trustProxy ? request.headers.get("x-forwarded-host") : null;
  return [forwarded ?? request.headers.get("host") ?? ""];
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
