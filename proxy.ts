import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/http/csp";
import { currentEnv } from "@/lib/platform/current-env";
import { mapOrigins } from "@/lib/site/map-origins";

/** Gives every page its Content-Security-Policy with a fresh nonce; Next puts the nonce on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const env = currentEnv();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    connectOrigins: mapOrigins([env.styleUrl, env.geocoderUrl]),
    development: env.nodeEnv === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static|_next/image|serwist/|open311/|ogc/).*)"],
};
