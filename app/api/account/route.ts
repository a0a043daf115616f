import { z } from "zod";
import { networkOf } from "@/lib/abuse/network";
import { refuseDemo } from "@/lib/accounts/change-password";
import { deleteAccount, deleteAccountInput } from "@/lib/accounts/delete-account";
import { withAccount } from "@/lib/accounts/with-account";
import { billingDeps } from "@/lib/billing/billing-deps";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const GET = withAccount("member", (_request, { account }) =>
  json({
    email: account.email,
    name: account.name,
    organization: account.organization,
    organizations: account.organizations,
    is_operator: account.isOperator,
  }),
);

export const PATCH = withAccount("member", async (request, { runtime, account }) => {
  refuseDemo(account);
  const { name } = parse(profileInput, await readJson(request));
  await runtime.sql`update users set name = ${name}, updated_at = now() where id = ${account.userId}`;
  return json({ name });
});

export const DELETE = withAccount("member", async (request, { runtime, account }) => {
  const input = parse(deleteAccountInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  await deleteAccount({ ...runtime, stripe: billingDeps(runtime).stripe }, { account, ...input, network });
  return json({ message: "The account and all that belonged to it are deleted." });
});

const profileInput = z.strictObject({ name: z.string().trim().max(100, "may have at most 100 characters") });
