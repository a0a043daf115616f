import { cityGrantInput, grantCity, revokeCity } from "@/lib/accounts/operator-actions";
import { notFound } from "@/lib/accounts/route-id";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const PUT = withAccount("operator", async (request, { runtime, account }) => {
  const input = parse(cityGrantInput, await readJson(request));
  await grantCity(runtime, { account, organizationId: input.organization_id, cityId: input.city_id });
  return json(input);
});

export const DELETE = withAccount("operator", async (request, { runtime, account }) => {
  const input = parse(cityGrantInput, await readJson(request));
  const grant = { organizationId: input.organization_id, cityId: input.city_id };
  if (!(await revokeCity(runtime, { account, ...grant }))) throw notFound();
  return json(input);
});
