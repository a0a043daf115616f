import { accountDeps } from "@/lib/accounts/account-deps";
import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { renameKey, renameKeyInput, revokeKey } from "@/lib/api-keys/manage-keys";
import { notifyKeyChange } from "@/lib/api-keys/notify-key-change";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PATCH = withAccount<{ id: string }>("member", async (request, { runtime, account, params }) => {
  const keyId = routeId(params);
  const { name } = parse(renameKeyInput, await readJson(request));
  const renamed = await renameKey(runtime, { account, keyId, name });
  if (renamed === null) throw notFound();
  return json({ id: keyId, ...renamed });
});

export const DELETE = withAccount<{ id: string }>(
  "member",
  async (_request, { runtime, account, params }) => {
    const revoked = await revokeKey(runtime, { account, keyId: routeId(params) });
    if (revoked === null) throw notFound();
    await notifyKeyChange(accountDeps(runtime), { account, what: "revoked", name: revoked.name });
    return json({ message: "The key is revoked." });
  },
);
