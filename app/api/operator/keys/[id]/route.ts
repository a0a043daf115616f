import { notFound, routeId } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { revokeKey } from "@/lib/api-keys/manage-keys";
import { json } from "@/lib/http/json";

/** Revokes anybody's key. */
export const DELETE = withAccount<{ id: string }>(
  "operator",
  async (_request, { runtime, account, params }) => {
    const revoked = await revokeKey(runtime, { account, keyId: routeId(params), asOperator: true });
    if (revoked === null) throw notFound();
    return json({ message: "The key is revoked." });
  },
);
