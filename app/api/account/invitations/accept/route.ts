import { z } from "zod";
import { acceptInvitation } from "@/lib/accounts/members";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

const acceptInput = z.strictObject({ token: z.string().max(100) });

export const POST = withAccount("member", async (request, { runtime, account }) => {
  const { token } = parse(acceptInput, await readJson(request));
  const { organizationId } = await acceptInvitation(runtime, { account, token });
  return json({ organization_id: organizationId });
});
