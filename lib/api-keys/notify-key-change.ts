import type { Account } from "@/lib/accounts/account";
import { keyChangedMail } from "@/lib/accounts/account-mails";
import type { SendMailDeps } from "@/lib/accounts/send-verification";
import { siteOrigin } from "@/lib/accounts/site-origin";

/** Mails the owners of the organisation who want to know about key changes. */
export async function notifyKeyChange(
  deps: Pick<SendMailDeps, "sql" | "mailer" | "env">,
  input: {
    readonly account: Account;
    readonly what: "created" | "rotated" | "revoked";
    readonly name: string;
  },
): Promise<void> {
  const { account, what, name } = input;
  const owners = await deps.sql<{ email: string }[]>`
    select u.email from organization_members m
    join users u on u.id = m.user_id and u.disabled_at is null and not u.is_demo
    left join alert_settings a on a.user_id = u.id
    where m.organization_id = ${account.organization.id} and m.role = 'owner' and coalesce(a.key_mail, true)`;
  for (const { email } of owners) {
    await deps.mailer.send(keyChangedMail(email, siteOrigin(deps.env), { what, name }));
  }
}
