import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { ActionButton } from "@/components/account/action-button";
import { Card } from "@/components/account/card";
import { FormNote } from "@/components/account/form-note";
import { PlanChoice } from "@/components/account/plan-choice";
import { SubscriptionDetails } from "@/components/account/subscription-details";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { listSubscriptions } from "@/lib/billing/list-subscriptions";
import { PAID_PLAN_IDS, PLANS } from "@/lib/plans/plans";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Billing" };

interface BillingPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function BillingPage({ searchParams }: BillingPageProps) {
  const account = await requirePageAccount("/account/billing");
  const { checkout } = await searchParams;
  const runtime = getRuntime();
  const subscriptions = await listSubscriptions(runtime, account.organization.id);
  const paid = subscriptions.filter(({ plan }) => plan.priceCents > 0);
  // An overdue or paused plan still runs at Stripe: it is mended there, not bought again.
  const running = paid.find(
    ({ access, status, paidThroughStripe }) =>
      paidThroughStripe && (access.active || ["past_due", "unpaid", "paused"].includes(status)),
  );
  const isSetUp = runtime.env.stripeSecretKey !== null;
  const mayChange = isSetUp && account.organization.role === "owner" && !account.isDemo;
  return (
    <AccountShell account={account} title="Billing">
      {checkout === "done" && (
        <FormNote tone="good">
          Thank you. The plan opens as soon as Stripe has confirmed it, usually within seconds.
        </FormNote>
      )}
      {!isSetUp && (
        <Card>
          <p className="text-sm text-ink-soft">
            Billing is not set up on this site: <code>STRIPE_SECRET_KEY</code> is not set. Plans that are
            active stay so.
          </p>
        </Card>
      )}
      {paid.map((subscription) => (
        <SubscriptionDetails key={subscription.id} subscription={subscription} mayChange={mayChange} />
      ))}
      <Card
        title={running === undefined ? "Choose a plan" : "Change the plan"}
        text={
          running === undefined
            ? "Paid monthly through Stripe, ended whenever you like."
            : "Stripe works out the difference to the day: an upgrade is charged at once, a downgrade leaves a credit."
        }
      >
        <div className="grid gap-4 sm:grid-cols-2">
          {PAID_PLAN_IDS.map((id) => (
            <PlanChoice
              key={id}
              plan={PLANS[id]}
              mayChange={mayChange}
              state={running === undefined ? "none" : running.plan.id === id ? "current" : "other"}
            />
          ))}
        </div>
      </Card>
      {mayChange && paid.some(({ paidThroughStripe }) => paidThroughStripe) && (
        <Card title="Cards, invoices, tax numbers" text="Stripe keeps them; we never see your card.">
          <ActionButton method="POST" action="/api/account/billing/portal" label="Open the customer portal" />
        </Card>
      )}
    </AccountShell>
  );
}
