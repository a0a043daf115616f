import type { SubscriptionAccess } from "@/lib/billing/subscription-access";
import { Badge } from "./badge";

interface SubscriptionBadgeProps {
  readonly status: string;
  readonly access: SubscriptionAccess;
  readonly cancelAtPeriodEnd: boolean;
}

/** What a subscription's state means, in a word or two. */
export function SubscriptionBadge({ status, access, cancelAtPeriodEnd }: SubscriptionBadgeProps) {
  if (!access.active) return <Badge tone="bad">{access.reason === "ended" ? "Ended" : "Not active"}</Badge>;
  if (status === "past_due") return <Badge tone="warn">Payment failed</Badge>;
  if (cancelAtPeriodEnd) return <Badge tone="warn">Ends with the period</Badge>;
  return <Badge tone="good">{status === "trialing" ? "Trial" : "Active"}</Badge>;
}
