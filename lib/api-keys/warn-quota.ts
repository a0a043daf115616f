import type { Sql } from "postgres";
import type { Mailer } from "@/lib/mail/mailer";
import { findPlan } from "@/lib/plans/plans";
import { claimWarning, type QuotaSubject } from "./quota-ledger";
import type { QuotaMonth } from "./quota-month";

/**
 * Tells the owners of a subscription, once a month and threshold, that 80 or 100 percent of the calls are used.
 * Test keys and owners who do not want such mail are left in peace.
 */
export async function warnQuota(
  deps: { readonly sql: Sql; readonly mailer: Mailer },
  input: { readonly subject: QuotaSubject; readonly month: QuotaMonth; readonly percent: 80 | 100 },
): Promise<void> {
  const { subject, month, percent } = input;
  if (subject.mode === "test") return;
  if (!(await claimWarning(deps.sql, subject, month.month, percent))) return;
  const owners = await readOwners(deps.sql, subject.subscriptionId);
  const resets = new Date(month.endsAt).toISOString().slice(0, 10);
  for (const { email, plan } of owners) {
    const name = findPlan(plan)?.name ?? plan;
    await deps.mailer.send({
      to: email,
      subject: `${percent} % of this month's API calls are used`,
      text: [
        `Your ${name} subscription has used ${percent} % of its ${subject.limit.toLocaleString("en-US")} calls this month.`,
        percent === 100
          ? `Further calls are answered with status 429 until ${resets} (00:00 UTC). You are not charged extra.`
          : `At 100 % calls are answered with status 429 until ${resets} (00:00 UTC). You are never charged extra.`,
        "You see the usage of each key under /account/usage, and can turn this mail off under /account/alerts.",
      ].join("\n\n"),
    });
  }
}

/** Mail addresses of a subscription's owners who want quota mail, with the plan; none when it is gone. */
async function readOwners(sql: Sql, subscriptionId: string): Promise<{ email: string; plan: string }[]> {
  return await sql<{ email: string; plan: string }[]>`
    select u.email, s.plan
    from api_subscriptions s
    join organization_members m on m.organization_id = s.organization_id and m.role = 'owner'
    join users u on u.id = m.user_id and u.disabled_at is null
    left join alert_settings a on a.user_id = u.id
    where s.id = ${subscriptionId} and coalesce(a.quota_mail, true)`;
}
