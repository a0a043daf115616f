import { networkOf } from "@/lib/abuse/network";
import { accountDeps } from "@/lib/accounts/account-deps";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { signUp, signUpInput } from "@/lib/accounts/sign-up";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request, { runtime }) => {
  requireSameOrigin(request, runtime.env);
  const input = parse(signUpInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  await signUp(accountDeps(runtime), { ...input, network });
  return json({ message: "Look into your mail: a link there confirms the address." }, { status: 202 });
});
