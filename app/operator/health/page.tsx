import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatMinute } from "@/components/account/format";
import { OperatorShell } from "@/components/account/operator-shell";
import { listRecentAudit, readAccountFigures } from "@/lib/accounts/operator-overview";
import { requirePageOperator } from "@/lib/accounts/page-account";
import { getRuntime } from "@/lib/platform/runtime";
import { checkReadiness } from "@/lib/projection/readiness";

export const metadata: Metadata = { title: "Health" };

export default async function OperatorHealthPage() {
  await requirePageOperator("/operator/health");
  const runtime = getRuntime();
  const [readiness, figures, audit] = await Promise.all([
    checkReadiness(runtime),
    readAccountFigures(runtime),
    listRecentAudit(runtime.sql),
  ]);
  const { dynamodb, reachable, projector } = readiness;
  const { env } = runtime;
  return (
    <OperatorShell title="Health">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="Stores">
          <Facts
            facts={[
              [
                "DynamoDB (reports)",
                <State key="dynamodb" isGood={dynamodb} good="Answers" bad="Does not answer" />,
              ],
              [
                "PostgreSQL (read model)",
                <State key="aurora" isGood={reachable} good="Answers" bad="Does not answer" />,
              ],
              [
                "Projector",
                <State key="projector" isGood={projector.alive} good="Running" bad="Silent for a minute" />,
              ],
              [
                "Projector's lag",
                projector.lag_ms === null ? "unknown" : `${projector.lag_ms.toLocaleString("en-US")} ms`,
              ],
              ["Last change seen", formatMinute(projector.last_change_at)],
            ]}
          />
        </Card>
        <Card title="Accounts and money">
          <Facts
            facts={[
              ["People", figures.users.toLocaleString("en-US")],
              ["Active paid subscriptions", figures.activeSubscriptions.toLocaleString("en-US")],
              ["Payments overdue", figures.pastDue.toLocaleString("en-US")],
              ["Working keys", figures.workingKeys.toLocaleString("en-US")],
              ["API calls today (UTC)", figures.callsToday.toLocaleString("en-US")],
              ["Last Stripe event", formatMinute(figures.lastStripeEventAt)],
              [
                "Billing",
                <State
                  key="billing"
                  isGood={env.stripeSecretKey !== null && env.stripeWebhookSecret !== null}
                  good="Set up"
                  bad="Not set up"
                />,
              ],
              [
                "Mail",
                <State key="mail" isGood={env.smtpUrl !== null} good="SMTP" bad="Captured to files" />,
              ],
            ]}
          />
        </Card>
      </div>
      <Card title="Latest changes" text="Who did what to accounts, keys, subscriptions and cities.">
        {audit.length === 0 ? (
          <p className="text-sm text-ink-soft">Nothing yet.</p>
        ) : (
          <DataTable
            head={["When", "Who", "What", "To"]}
            rows={audit.map((entry) => ({
              key: String(entry.id),
              cells: [
                formatMinute(entry.at),
                entry.actor ?? (entry.actorId === null ? "the system" : "somebody deleted"),
                entry.action,
                <code key="subject" className="text-[13px] break-all">
                  {entry.subject}
                </code>,
              ],
            }))}
          />
        )}
      </Card>
    </OperatorShell>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="text-right font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function State({
  isGood,
  good,
  bad,
}: {
  readonly isGood: boolean;
  readonly good: string;
  readonly bad: string;
}) {
  return <Badge tone={isGood ? "good" : "warn"}>{isGood ? good : bad}</Badge>;
}
