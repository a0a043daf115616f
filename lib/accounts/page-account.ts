import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { getRuntime } from "@/lib/platform/runtime";
import { type Account, findAccount } from "./account";
import { readSessionToken, sessionCookieName } from "./session-cookie";

/** The signed-in person of the page that is being rendered; null for nobody. */
export const pageAccount = cache(async (): Promise<Account | null> => {
  const runtime = getRuntime();
  const value = (await cookies()).get(sessionCookieName(runtime.env))?.value;
  const token = await readSessionToken(runtime.env, value);
  return token === null ? null : findAccount(runtime, token);
});

/** The signed-in person, or off to the sign-in page and back to `path` afterwards. */
export async function requirePageAccount(path: string): Promise<Account> {
  const account = await pageAccount();
  if (account === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return account;
}

/** The operator who looks at a page; for everybody else the page does not exist. */
export async function requirePageOperator(path: string): Promise<Account> {
  const account = await requirePageAccount(path);
  if (!account.isOperator) notFound();
  return account;
}
