import { z } from "zod";
import { type BillingDeps, cancelAllNow } from "@/lib/billing/billing-actions";
import { AppError } from "@/lib/http/problem";
import type { Account } from "./account";
import type { AttemptDeps } from "./attempt-limits";
import { audit } from "./audit";
import { refuseDemo, requirePassword } from "./change-password";
import { passwordInput } from "./check-password";

export const deleteAccountInput = z.strictObject({ password: passwordInput.optional() });

/**
 * Deletes a person with everything that is theirs alone: sessions, places, and organisations without other members,
 * keys and subscriptions included, which are ended at Stripe first. Usage totals stay, without a name.
 *
 * @throws AppError `conflict` for the last owner of an organisation with other members, `invalid` for a wrong password
 */
export async function deleteAccount(
  deps: AttemptDeps & BillingDeps,
  input: {
    readonly account: Account;
    readonly network: string | null;
    readonly password?: string | undefined;
  },
): Promise<void> {
  const { account, network, password } = input;
  refuseDemo(account);
  await requirePassword(deps, { account, network, password, path: "password" });
  const owned = await deps.sql<{ id: string; name: string; others: number; otherOwners: number }[]>`
    select o.id, o.name,
           count(*) filter (where m.user_id <> ${account.userId}) as others,
           count(*) filter (where m.user_id <> ${account.userId} and m.role = 'owner') as other_owners
    from organizations o join organization_members m on m.organization_id = o.id
    where o.id in (select organization_id from organization_members where user_id = ${account.userId} and role = 'owner')
    group by o.id, o.name`;
  const stranded = owned.find(({ others, otherOwners }) => others > 0 && otherOwners === 0);
  if (stranded !== undefined) {
    throw new AppError(
      "conflict",
      `Make somebody else owner of ${stranded.name} first, or remove its members.`,
    );
  }
  const alone = owned.filter(({ others }) => others === 0).map(({ id }) => id);
  for (const organizationId of alone) await cancelAllNow(deps, organizationId);
  await deps.sql.begin(async (tx) => {
    await tx`delete from organizations where id = any(${alone}::uuid[])`;
    await tx`delete from users where id = ${account.userId}`;
    await audit(tx, { actorId: account.userId, action: "user.deleted", subject: account.userId });
  });
}
