import type { Sql } from "postgres";
import { z } from "zod";
import { invalid } from "@/lib/http/parse";
import type { Account } from "./account";

export const renameOrganizationInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(100, "may have at most 100 characters"),
});
export const chooseOrganizationInput = z.strictObject({ id: z.uuid() });

export async function renameOrganization(sql: Sql, account: Account, name: string): Promise<void> {
  await sql`update organizations set name = ${name} where id = ${account.organization.id}`;
}

/**
 * Lets this session work for another of the person's organisations.
 *
 * @throws AppError `invalid` for an organisation that they do not belong to
 */
export async function chooseOrganization(sql: Sql, account: Account, id: string): Promise<void> {
  if (!account.organizations.some((organization) => organization.id === id)) {
    throw invalid([{ path: "id", message: "is no organisation of yours" }]);
  }
  await sql`update sessions set organization_id = ${id} where id = ${account.sessionId}`;
}
