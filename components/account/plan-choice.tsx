import { formatPrice, type Plan } from "@/lib/plans/plans";
import { ActionButton } from "./action-button";
import { Badge } from "./badge";

interface PlanChoiceProps {
  readonly plan: Plan;
  readonly mayChange: boolean;
  /** Whether a paid plan runs, and whether it is this one. */
  readonly state: "none" | "current" | "other";
}

/** One plan on the billing page, with what an owner can do about it. */
export function PlanChoice({ plan, mayChange, state }: PlanChoiceProps) {
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-line p-4">
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="font-semibold">{plan.name}</h3>
        <span className="text-sm text-ink-soft">{formatPrice(plan.priceCents)} a month</span>
      </div>
      <p className="text-sm text-ink-soft">{plan.pitch}</p>
      <div className="mt-auto flex flex-wrap items-center gap-2">
        {state === "current" && <Badge tone="good">Your plan</Badge>}
        {mayChange && state === "none" && (
          <ActionButton
            method="POST"
            action="/api/account/billing/checkout"
            body={{ plan: plan.id }}
            label={
              plan.trialDays > 0 ? `Try ${plan.name} for ${plan.trialDays} days` : `Subscribe to ${plan.name}`
            }
            variant="primary"
          />
        )}
        {mayChange && state === "other" && (
          <ActionButton
            method="PUT"
            action="/api/account/billing/plan"
            body={{ plan: plan.id }}
            label={`Change to ${plan.name}`}
            confirm={{
              title: `Change to ${plan.name}?`,
              text: `From now on ${formatPrice(plan.priceCents)} a month; the difference for this month is worked out by Stripe.`,
              yes: "Change the plan",
            }}
          />
        )}
      </div>
    </div>
  );
}
