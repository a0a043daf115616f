import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { networkOf } from "@/lib/abuse/network";
import { authOptions } from "@/lib/accounts/auth-options";
import { getRuntime } from "@/lib/platform/runtime";

async function auth(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  const runtime = getRuntime();
  const visitor = {
    network: networkOf(request, runtime.env),
    userAgent: request.headers.get("user-agent"),
  };
  return NextAuth(request, { params: await context.params }, authOptions(runtime, visitor));
}

export { auth as GET, auth as POST };
