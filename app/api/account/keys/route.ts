import { accountDeps } from "@/lib/accounts/account-deps";
import { withAccount } from "@/lib/accounts/with-account";
import { keyJson } from "@/lib/api-keys/key-json";
import { createKey, createKeyInput, listKeys } from "@/lib/api-keys/manage-keys";
import { notifyKeyChange } from "@/lib/api-keys/notify-key-change";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const GET = withAccount("member", async (_request, { runtime, account }) => {
  const keys = await listKeys(runtime, account.organization.id);
  return json({ keys: keys.map(keyJson) });
});

export const POST = withAccount("member", async (request, { runtime, account }) => {
  const input = parse(createKeyInput, await readJson(request));
  const created = await createKey(runtime, { account, ...input });
  await notifyKeyChange(accountDeps(runtime), { account, what: "created", name: created.name });
  return json(created, { status: 201 });
});
