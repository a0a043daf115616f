import { networkOf } from "@/lib/abuse/network";
import { accountDeps } from "@/lib/accounts/account-deps";
import { changePassword, changePasswordInput } from "@/lib/accounts/change-password";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PUT = withAccount("member", async (request, { runtime, account }) => {
  const input = parse(changePasswordInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  await changePassword(accountDeps(runtime), { account, ...input, network });
  return json({ message: "The password is changed. All other sessions are signed out." });
});
