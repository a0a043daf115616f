import type { Subscription } from "@/lib/billing/list-subscriptions";
import { PAST_DUE_GRACE_DAYS, refusalText } from "@/lib/billing/subscription-access";
import { formatPrice } from "@/lib/plans/plans";
import { ActionButton } from "./action-button";
import { Card } from "./card";
import { formatDay } from "./format";
import { SubscriptionBadge } from "./subscription-badge";

interface SubscriptionDetailsProps {
  readonly subscription: Subscription;
  readonly mayChange: boolean;
}

/** A subscription: what it costs, how long it runs, and how to end it. */
export function SubscriptionDetails({ subscription, mayChange }: SubscriptionDetailsProps) {
  const { plan, access, cancelAtPeriodEnd, paidThroughStripe } = subscription;
  const canEnd = mayChange && paidThroughStripe && access.active;
  return (
    <Card
      title={`${plan.name} plan`}
      text={stateSentence(subscription)}
      actions={<SubscriptionBadge {...subscription} />}
    >
      {canEnd && !cancelAtPeriodEnd && (
        <ActionButton
          method="PUT"
          action="/api/account/billing/cancellation"
          label="Cancel the plan"
          confirm={{
            title: `Cancel ${plan.name}?`,
            text: `It stays open until ${formatDay(subscription.currentPeriodEnd)}; then its keys are refused. You can take it back until then.`,
            yes: "Cancel at the period's end",
          }}
        />
      )}
      {canEnd && cancelAtPeriodEnd && (
        <ActionButton
          method="DELETE"
          action="/api/account/billing/cancellation"
          label="Keep the plan after all"
          variant="primary"
        />
      )}
    </Card>
  );
}

function stateSentence(subscription: Subscription): string {
  const { plan, access, status, currentPeriodEnd, cancelAtPeriodEnd, paidThroughStripe, trialEnd } =
    subscription;
  if (!access.active) return refusalText(access.reason);
  if (!paidThroughStripe) return "Open without payment.";
  const end = formatDay(currentPeriodEnd);
  if (status === "past_due") {
    return `The last payment failed. Update the card in the customer portal; the plan stays open for ${PAST_DUE_GRACE_DAYS} days.`;
  }
  if (cancelAtPeriodEnd) return `Ends on ${end}. Nothing more is charged.`;
  if (status === "trialing")
    return `Free until ${formatDay(trialEnd)}, then ${formatPrice(plan.priceCents)} a month.`;
  return `${formatPrice(plan.priceCents)} a month. Renews on ${end}.`;
}
