import { Check } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageShell } from "@/components/site/page-shell";
import { buttonClasses } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { PAST_DUE_GRACE_DAYS } from "@/lib/billing/subscription-access";
import { formatPrice, PLAN_IDS, PLANS, type Plan } from "@/lib/plans/plans";

export const metadata: Metadata = {
  title: "Pricing",
  description: "Free for residents. Scores, trends and exports for agents; dashboards for cities.",
};

export default function PricingPage() {
  return (
    <PageShell
      title="Free for residents. Fair for everyone else."
      lead="The map, reporting and every score card cost nothing and need no account. Paid plans open the data to your own tools."
      width="wide"
    >
      <div className="grid gap-5 lg:grid-cols-3">
        {PLAN_IDS.map((id) => (
          <PlanCard key={id} plan={PLANS[id]} />
        ))}
      </div>
      <div className="prose-text mt-12 max-w-2xl">
        <h2>Good to know</h2>
        <ul>
          <li>
            <strong>No surprise bill.</strong> When the calls of a month are used up, further ones are refused
            with the time at which the count starts again. Nothing is ever charged on top.
          </li>
          <li>Owners get a mail at 80 % and at 100 % of the calls. Months are UTC calendar months.</li>
          <li>Calls that fail on our side do not count. The usage call is free.</li>
          <li>Ended plans stay open to the end of the paid period.</li>
          <li>
            If a payment fails, the plan stays open for {PAST_DUE_GRACE_DAYS} days while you put it right.
          </li>
          <li>
            Scores come from residents&apos; signals. They are no crime statistics, and not made for judging
            people; read the <Link href="/methodology">methodology</Link> before you use them in a listing.
          </li>
        </ul>
      </div>
    </PageShell>
  );
}

function PlanCard({ plan }: { readonly plan: Plan }) {
  const { name, audience, priceCents, trialDays, highlights } = plan;
  const isFree = priceCents === 0;
  const isMain = plan.id === "agent";
  return (
    <section
      aria-label={`${name} plan`}
      className={cx(
        "flex flex-col rounded-3xl border bg-paper-raised p-6",
        isMain ? "border-ink shadow-card" : "border-line",
      )}
    >
      <h2 className="text-lg font-semibold">{name}</h2>
      <p className="mt-1 text-sm text-ink-soft">{audience}</p>
      <p className="mt-5">
        <span className="text-4xl font-bold tracking-tight tabular-nums">{formatPrice(priceCents)}</span>
        <span className="text-ink-faint"> a month</span>
      </p>
      <ul className="mt-6 mb-8 flex flex-col gap-2.5 text-sm">
        {highlights.map((line) => (
          <li key={line} className="flex gap-2.5">
            <Check size={18} aria-hidden className="mt-0.5 shrink-0 text-good" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
      <Link
        href={isFree ? "/" : "/account/billing"}
        className={cx(buttonClasses(isMain ? "primary" : "secondary", "large"), "mt-auto")}
      >
        {isFree ? "Open the map" : trialDays > 0 ? `Try ${trialDays} days free` : `Choose ${name}`}
      </Link>
    </section>
  );
}
