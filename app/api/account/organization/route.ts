import { refuseDemo } from "@/lib/accounts/change-password";
import {
  chooseOrganization,
  chooseOrganizationInput,
  renameOrganization,
  renameOrganizationInput,
} from "@/lib/accounts/organizations";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PATCH = withAccount("owner", async (request, { runtime, account }) => {
  refuseDemo(account);
  const { name } = parse(renameOrganizationInput, await readJson(request));
  await renameOrganization(runtime.sql, account, name);
  return json({ id: account.organization.id, name });
});

/** Chooses which organisation this session works for. */
export const PUT = withAccount("member", async (request, { runtime, account }) => {
  const { id } = parse(chooseOrganizationInput, await readJson(request));
  await chooseOrganization(runtime.sql, account, id);
  return json({ id });
});
