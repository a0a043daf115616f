import { accountDeps } from "@/lib/accounts/account-deps";
import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { rotateKey, rotateKeyInput } from "@/lib/api-keys/manage-keys";
import { notifyKeyChange } from "@/lib/api-keys/notify-key-change";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const POST = withAccount<{ id: string }>("member", async (request, { runtime, account, params }) => {
  const keyId = routeId(params);
  const input = parse(rotateKeyInput, await readJson(request));
  const rotated = await rotateKey(runtime, { account, keyId, ...input });
  if (rotated === null) throw notFound();
  await notifyKeyChange(accountDeps(runtime), { account, what: "rotated", name: rotated.name });
  return json(rotated, { status: 201 });
});
