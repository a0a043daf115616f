import { changeUser, changeUserInput } from "@/lib/accounts/operator-actions";
import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PATCH = withAccount<{ id: string }>(
  "operator",
  async (request, { runtime, account, params }) => {
    const userId = routeId(params);
    const input = parse(changeUserInput, await readJson(request));
    if (!(await changeUser(runtime, { account, userId, ...input }))) throw notFound();
    return json({ id: userId, ...input });
  },
);
