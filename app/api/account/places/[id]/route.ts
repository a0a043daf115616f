import { notFound, routeId } from "@/lib/accounts/route-id";
import { changePlace, movePlaceInput, removePlace } from "@/lib/accounts/saved-places";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PATCH = withAccount<{ id: string }>("member", async (request, { runtime, account, params }) => {
  const placeId = routeId(params);
  const input = parse(movePlaceInput, await readJson(request));
  if (!(await changePlace(runtime.sql, { userId: account.userId, placeId, ...input }))) throw notFound();
  return json({ id: placeId });
});

export const DELETE = withAccount<{ id: string }>(
  "member",
  async (_request, { runtime, account, params }) => {
    if (!(await removePlace(runtime.sql, account.userId, routeId(params)))) throw notFound();
    return json({ message: "Removed." });
  },
);
