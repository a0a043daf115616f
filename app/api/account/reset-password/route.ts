import { networkOf } from "@/lib/abuse/network";
import { accountDeps } from "@/lib/accounts/account-deps";
import { resetPassword, resetPasswordInput } from "@/lib/accounts/reset-password";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request, { runtime }) => {
  requireSameOrigin(request, runtime.env);
  const input = parse(resetPasswordInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  await resetPassword(accountDeps(runtime), { ...input, network });
  return json({ message: "The new password is set. Sign in with it." }, { status: 200 });
});
