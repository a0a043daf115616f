import { notFound, routeId } from "@/lib/accounts/route-id";
import { endSession } from "@/lib/accounts/sessions";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";

export const DELETE = withAccount<{ id: string }>(
  "member",
  async (_request, { runtime, account, params }) => {
    const input = { userId: account.userId, sessionId: routeId(params) };
    if (!(await endSession(runtime, input))) throw notFound();
    return json({ message: "Signed out there." });
  },
);
