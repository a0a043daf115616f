import type { Sql, TransactionSql } from "postgres";
import Stripe from "stripe";
import { v7 as uuidv7 } from "uuid";
import { audit } from "@/lib/accounts/audit";
import { PLANS } from "@/lib/plans/plans";
import { type SubscriptionFacts, subscriptionFacts } from "./subscription-facts";

export type ApplyOutcome = "applied" | "unchanged" | "unknown_plan" | "unknown_organization" | "missing";

/**
 * Brings our row of one Stripe subscription to what Stripe says now.
 *
 * The lock comes first and the object is fetched under it, so of two runs the later one always writes the later
 * state: an old event, a duplicate or a slow handler can never put an older state over a newer one.
 */
export async function applySubscription(
  tx: TransactionSql,
  stripe: Stripe,
  stripeSubscriptionId: string,
): Promise<ApplyOutcome> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`stripe:${stripeSubscriptionId}`}, 0))`;
  const subscription = await fetchSubscription(stripe, stripeSubscriptionId);
  if (subscription === null) return endMissing(tx, stripeSubscriptionId);
  const facts = subscriptionFacts(subscription);
  if (facts === null) return "unknown_plan";
  const organizationId = await findOrganization(tx, facts);
  if (organizationId === null) return "unknown_organization";
  return writeSubscription(tx, organizationId, facts);
}

/** The same in a transaction of its own. */
export async function syncSubscription(
  deps: { readonly sql: Sql; readonly stripe: Stripe },
  stripeSubscriptionId: string,
): Promise<ApplyOutcome> {
  return deps.sql.begin((tx) => applySubscription(tx, deps.stripe, stripeSubscriptionId));
}

async function fetchSubscription(stripe: Stripe, id: string): Promise<Stripe.Subscription | null> {
  try {
    return await stripe.subscriptions.retrieve(id);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
    throw error;
  }
}

/** Stripe knows no such subscription (any more): ours, if there is one, ends. */
async function endMissing(tx: TransactionSql, stripeSubscriptionId: string): Promise<ApplyOutcome> {
  const ended = await tx`
    update api_subscriptions set status = 'canceled', ended_at = coalesce(ended_at, now()), updated_at = now()
    where stripe_subscription_id = ${stripeSubscriptionId} and status <> 'canceled' returning 1`;
  return ended.length === 1 ? "applied" : "missing";
}

/** Whose subscription it is: by the customer we made for the organisation, else by what Checkout noted. */
async function findOrganization(tx: TransactionSql, facts: SubscriptionFacts): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select id from organizations
    where stripe_customer_id = ${facts.stripeCustomerId}
       or (id::text = ${facts.organizationId} and stripe_customer_id is null)
    order by stripe_customer_id nulls last limit 1`;
  return row?.id ?? null;
}

async function writeSubscription(
  tx: TransactionSql,
  organizationId: string,
  facts: SubscriptionFacts,
): Promise<ApplyOutcome> {
  const changed = await tx<{ id: string }[]>`
    insert into api_subscriptions as s (
      id, organization_id, plan, status, stripe_customer_id, stripe_subscription_id, monthly_calls_limit,
      current_period_start, current_period_end, cancel_at_period_end, trial_end, ended_at
    ) values (
      ${uuidv7()}, ${organizationId}, ${facts.plan}, ${facts.status}, ${facts.stripeCustomerId},
      ${facts.stripeSubscriptionId}, ${PLANS[facts.plan].callsPerMonth},
      ${facts.currentPeriodStart}, ${facts.currentPeriodEnd}, ${facts.cancelAtPeriodEnd}, ${facts.trialEnd},
      ${facts.endedAt}
    )
    on conflict (stripe_subscription_id) do update set
      plan = excluded.plan, status = excluded.status, stripe_customer_id = excluded.stripe_customer_id,
      -- A limit that was agreed by hand stays until the plan changes.
      monthly_calls_limit = case when s.plan = excluded.plan then s.monthly_calls_limit
                                 else excluded.monthly_calls_limit end,
      current_period_start = excluded.current_period_start, current_period_end = excluded.current_period_end,
      cancel_at_period_end = excluded.cancel_at_period_end, trial_end = excluded.trial_end,
      ended_at = excluded.ended_at, updated_at = now()
    where (s.plan, s.status, s.current_period_start, s.current_period_end, s.cancel_at_period_end, s.trial_end, s.ended_at)
      is distinct from (excluded.plan, excluded.status, excluded.current_period_start, excluded.current_period_end,
                        excluded.cancel_at_period_end, excluded.trial_end, excluded.ended_at)
    returning id`;
  const [row] = changed;
  if (row === undefined) return "unchanged";
  const { plan, status } = facts;
  await audit(tx, {
    actorId: null,
    action: "subscription.synced",
    subject: row.id,
    details: { plan, status },
  });
  return "applied";
}
