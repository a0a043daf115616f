import { z } from "zod";
import { changeMember, memberRole } from "@/lib/accounts/members";
import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";

const roleInput = z.strictObject({ role: memberRole });

export const PATCH = withAccount<{ id: string }>("owner", async (request, { runtime, account, params }) => {
  const userId = routeId(params);
  const { role } = parse(roleInput, await readJson(request));
  if (!(await changeMember(runtime, { account, userId, role }))) throw notFound();
  return json({ id: userId, role });
});

/** Owners remove anybody; a member removes only themselves. */
export const DELETE = withAccount<{ id: string }>(
  "member",
  async (_request, { runtime, account, params }) => {
    const userId = routeId(params);
    if (account.organization.role !== "owner" && userId !== account.userId) {
      throw new AppError("forbidden", "Only owners of the organisation may do this.");
    }
    if (!(await changeMember(runtime, { account, userId, role: null }))) throw notFound();
    return json({ message: "Removed." });
  },
);
