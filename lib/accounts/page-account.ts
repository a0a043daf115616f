import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getRuntime } from "@/lib/platform/runtime";
import { type Account, findAccount } from "./account";
import { readSessionToken, sessionCookieName } from "./session-cookie";

/** The signed-in person of the page that is being rendered; null for nobody. */
export async function pageAccount(): Promise<Account | null> {
  const runtime = getRuntime();
  const value = (await cookies()).get(sessionCookieName(runtime.env))?.value;
  const token = await readSessionToken(runtime.env, value);
  return token === null ? null : findAccount(runtime, token);
}

/** The signed-in person, or off to the sign-in page and back to `path` afterwards. */
export async function requirePageAccount(path: string): Promise<Account> {
  const account = await pageAccount();
  if (account === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return account;
}
