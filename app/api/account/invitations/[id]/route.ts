import { withdrawInvitation } from "@/lib/accounts/members";
import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";

export const DELETE = withAccount<{ id: string }>("owner", async (_request, { runtime, account, params }) => {
  if (!(await withdrawInvitation(runtime, { account, invitationId: routeId(params) }))) throw notFound();
  return json({ message: "The invitation is withdrawn." });
});
