import { networkOf } from "@/lib/abuse/network";
import { accountDeps } from "@/lib/accounts/account-deps";
import { requestPasswordReset, requestResetInput } from "@/lib/accounts/reset-password";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request, { runtime }) => {
  requireSameOrigin(request, runtime.env);
  const input = parse(requestResetInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  await requestPasswordReset(accountDeps(runtime), { ...input, network });
  return json({ message: "If the address has an account, a link is on its way." }, { status: 202 });
});
