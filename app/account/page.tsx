import type { Metadata } from "next";
import Link from "next/link";
import { AccountShell } from "@/components/account/account-shell";
import { Card } from "@/components/account/card";
import { formatDay } from "@/components/account/format";
import { QuotaBar } from "@/components/account/quota-bar";
import { SubscriptionBadge } from "@/components/account/subscription-badge";
import { buttonClasses } from "@/components/ui/button";
import { grantedCities } from "@/lib/accounts/city-access";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { siteOrigin } from "@/lib/accounts/site-origin";
import { quotaMonth } from "@/lib/api-keys/quota-month";
import { listSubscriptions } from "@/lib/billing/list-subscriptions";
import { findCity } from "@/lib/cities/cities";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const account = await requirePageAccount("/account");
  const runtime = getRuntime();
  const [subscriptions, cities] = await Promise.all([
    listSubscriptions(runtime, account.organization.id),
    grantedCities(runtime.sql, account),
  ]);
  const resetsOn = formatDay(new Date(quotaMonth(runtime.now()).endsAt));
  const origin = siteOrigin(runtime.env);
  return (
    <AccountShell account={account} title="Your account">
      {subscriptions.map((subscription) => (
        <Card
          key={subscription.id}
          title={`${subscription.plan.name} plan`}
          text={subscription.plan.audience}
          actions={<SubscriptionBadge {...subscription} />}
        >
          {subscription.plan.callsPerMonth > 0 ? (
            <QuotaBar used={subscription.used} limit={subscription.monthlyCallsLimit} resetsOn={resetsOn} />
          ) : (
            <p className="text-sm text-ink-soft">
              Test keys with {subscription.plan.testCallsPerMonth} calls a month.{" "}
              <Link href="/pricing" className="font-medium text-ink underline underline-offset-3">
                See the paid plans
              </Link>
            </p>
          )}
        </Card>
      ))}
      <div className="grid gap-6 sm:grid-cols-2">
        <Card title="In a minute to your first call">
          <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-sm text-ink-soft">
            <li>
              <Link href="/account/keys" className="font-medium text-ink underline underline-offset-3">
                Make a key
              </Link>{" "}
              and copy it.
            </li>
            <li>
              <code className="rounded bg-fill px-1.5 py-0.5 text-[13px] break-all">
                curl -H &quot;Authorization: Bearer sk_…&quot; {origin}/api/v1/scores?city=sf
              </code>
            </li>
            <li>
              <Link href="/docs" className="font-medium text-ink underline underline-offset-3">
                Read the docs
              </Link>{" "}
              for the rest.
            </li>
          </ol>
        </Card>
        <Card title="Your cities" text="Dashboards that an operator has opened for your organisation.">
          {cities.length === 0 ? (
            <p className="text-sm text-ink-soft">
              None yet. City governments write to the operator of this site.
            </p>
          ) : (
            <ul className="flex flex-wrap gap-2">
              {cities.map((id) => (
                <li key={id}>
                  <Link href={`/city/${id}`} className={buttonClasses("secondary", "small")}>
                    {findCity(id)?.name ?? id}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </AccountShell>
  );
}
