import type { Sql } from "postgres";
import Stripe from "stripe";
import type { Account } from "@/lib/accounts/account";
import { audit } from "@/lib/accounts/audit";
import { siteOrigin } from "@/lib/accounts/site-origin";
import { AppError } from "@/lib/http/problem";
import { type PaidPlanId, PLANS } from "@/lib/plans/plans";
import type { Env } from "@/lib/platform/env";
import { syncSubscription } from "./apply-subscription";
import { requireStripe } from "./stripe-client";

export interface BillingDeps {
  readonly sql: Sql;
  readonly stripe: Stripe | null;
  readonly env: Pick<Env, "nextauthUrl" | "port" | "stripeAutomaticTax">;
}

/** Statuses in which Stripe holds a running contract. An incomplete one was never paid and dies by itself. */
const RUNNING_STATUSES = ["active", "trialing", "past_due", "unpaid", "paused"];

/**
 * Opens Stripe Checkout for a plan and answers its address. Checkouts that the organisation left open before are
 * closed, so that two tabs cannot subscribe twice.
 *
 * @throws AppError `unavailable` where billing is not set up, `conflict` when a paid plan is running already
 */
export async function startCheckout(
  deps: BillingDeps,
  input: { readonly account: Account; readonly plan: PaidPlanId },
): Promise<{ url: string }> {
  const stripe = requireStripe(deps.stripe);
  const { account, plan } = input;
  const organizationId = account.organization.id;
  const history = await readStripeSubscriptions(deps.sql, organizationId);
  if (history.some(({ status }) => RUNNING_STATUSES.includes(status))) {
    throw new AppError("conflict", "A paid plan is running already. Change it instead of subscribing again.");
  }
  const [customer, price] = await Promise.all([
    ensureCustomer(deps.sql, stripe, account),
    findPrice(stripe, plan),
  ]);
  await closeOpenCheckouts(stripe, customer);
  const origin = siteOrigin(deps.env);
  const metadata = { organization_id: organizationId, plan };
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer,
    client_reference_id: organizationId,
    line_items: [{ price, quantity: 1 }],
    success_url: `${origin}/account/billing?checkout=done`,
    cancel_url: `${origin}/account/billing?checkout=left`,
    allow_promotion_codes: true,
    metadata,
    subscription_data: {
      metadata,
      ...(history.length === 0 && PLANS[plan].trialDays > 0
        ? { trial_period_days: PLANS[plan].trialDays }
        : {}),
    },
    ...(deps.env.stripeAutomaticTax
      ? { automatic_tax: { enabled: true }, customer_update: { address: "auto" as const } }
      : {}),
  });
  if (session.url === null) throw new Error(`checkout session ${session.id} has no address`);
  return { url: session.url };
}

/** Opens Stripe's customer portal (cards, invoices, tax ids) and answers its address. */
export async function openPortal(deps: BillingDeps, account: Account): Promise<{ url: string }> {
  const stripe = requireStripe(deps.stripe);
  const [row] = await deps.sql<{ stripeCustomerId: string | null }[]>`
    select stripe_customer_id from organizations where id = ${account.organization.id}`;
  const customer = row?.stripeCustomerId ?? null;
  if (customer === null) throw new AppError("not_found", "There is nothing to manage yet: subscribe first.");
  const session = await stripe.billingPortal.sessions.create({
    customer,
    return_url: `${siteOrigin(deps.env)}/account/billing`,
  });
  return { url: session.url };
}

/**
 * Moves the running subscription to another plan. Stripe works out the difference: an upgrade is invoiced at once
 * and refused when the card is; a downgrade leaves a credit.
 *
 * @throws AppError `not_found` without a running subscription, `payment_required` when the card is refused
 */
export async function changePlan(
  deps: BillingDeps,
  input: { readonly account: Account; readonly plan: PaidPlanId },
): Promise<void> {
  const stripe = requireStripe(deps.stripe);
  const { account, plan } = input;
  const running = await requireRunning(deps.sql, account.organization.id);
  if (running.plan === plan) throw new AppError("conflict", `The plan is ${PLANS[plan].name} already.`);
  const price = await findPrice(stripe, plan);
  const current = await stripe.subscriptions.retrieve(running.stripeSubscriptionId);
  const item = current.items.data[0];
  if (item === undefined) throw new Error(`subscription ${current.id} has no items`);
  const isUpgrade = PLANS[plan].priceCents > (PLANS[running.plan]?.priceCents ?? 0);
  await declinedAsPaymentRequired(() =>
    stripe.subscriptions.update(current.id, {
      items: [{ id: item.id, price }],
      cancel_at_period_end: false,
      proration_behavior: isUpgrade ? "always_invoice" : "create_prorations",
      payment_behavior: isUpgrade ? "error_if_incomplete" : "allow_incomplete",
    }),
  );
  await settled({ ...deps, stripe }, account, running.stripeSubscriptionId, "subscription.plan_changed", {
    plan,
  });
}

/** Ends the running subscription with its paid period, or (`false`) takes that back. */
export async function setCancelAtPeriodEnd(
  deps: BillingDeps,
  input: { readonly account: Account; readonly cancel: boolean },
): Promise<void> {
  const stripe = requireStripe(deps.stripe);
  const { account, cancel } = input;
  const { stripeSubscriptionId } = await requireRunning(deps.sql, account.organization.id);
  await stripe.subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: cancel });
  const action = cancel ? "subscription.cancelled" : "subscription.resumed";
  await settled({ ...deps, stripe }, account, stripeSubscriptionId, action);
}

/** Ends every running subscription of an organisation at once, with nothing more to pay. */
export async function cancelAllNow(deps: BillingDeps, organizationId: string): Promise<void> {
  const running = (await readStripeSubscriptions(deps.sql, organizationId)).filter(({ status }) =>
    [...RUNNING_STATUSES, "incomplete"].includes(status),
  );
  if (running.length === 0) return;
  const stripe = requireStripe(deps.stripe);
  for (const { stripeSubscriptionId } of running) await stripe.subscriptions.cancel(stripeSubscriptionId);
}

interface StripeSubscriptionRow {
  readonly plan: "agent" | "city";
  readonly status: string;
  readonly stripeSubscriptionId: string;
}

/** Every subscription that an organisation ever had with Stripe, newest first. */
async function readStripeSubscriptions(sql: Sql, organizationId: string): Promise<StripeSubscriptionRow[]> {
  return await sql<StripeSubscriptionRow[]>`
    select plan, status, stripe_subscription_id from api_subscriptions
    where organization_id = ${organizationId} and stripe_subscription_id is not null order by created_at desc`;
}

async function requireRunning(sql: Sql, organizationId: string): Promise<StripeSubscriptionRow> {
  const rows = await readStripeSubscriptions(sql, organizationId);
  const running = rows.find(({ status }) => RUNNING_STATUSES.includes(status));
  if (running === undefined) throw new AppError("not_found", "No paid plan is running.");
  return running;
}

/** The organisation's Stripe customer, made at its first checkout; two at once get the same one. */
async function ensureCustomer(sql: Sql, stripe: Stripe, account: Account): Promise<string> {
  const { id, name } = account.organization;
  const [known] = await sql<{ stripeCustomerId: string | null }[]>`
    select stripe_customer_id from organizations where id = ${id}`;
  if (known?.stripeCustomerId) return known.stripeCustomerId;
  const customer = await stripe.customers.create(
    { email: account.email, name, metadata: { organization_id: id } },
    { idempotencyKey: `customer-${id}` },
  );
  const [stored] = await sql<{ stripeCustomerId: string }[]>`
    update organizations set stripe_customer_id = coalesce(stripe_customer_id, ${customer.id}) where id = ${id}
    returning stripe_customer_id`;
  return stored?.stripeCustomerId ?? customer.id;
}

async function findPrice(stripe: Stripe, plan: PaidPlanId): Promise<string> {
  const lookupKey = PLANS[plan].stripeLookupKey ?? "";
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  const [price] = data;
  if (price === undefined) {
    throw new AppError(
      "unavailable",
      `Billing is not set up on this site: Stripe has no price ${lookupKey}.`,
    );
  }
  return price.id;
}

async function closeOpenCheckouts(stripe: Stripe, customer: string): Promise<void> {
  const { data } = await stripe.checkout.sessions.list({ customer, status: "open", limit: 100 });
  for (const session of data) await stripe.checkout.sessions.expire(session.id);
}

async function declinedAsPaymentRequired<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      throw new AppError("payment_required", `The payment failed: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function settled(
  deps: { readonly sql: Sql; readonly stripe: Stripe },
  account: Account,
  stripeSubscriptionId: string,
  action: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  await syncSubscription(deps, stripeSubscriptionId);
  await audit(deps.sql, { actorId: account.userId, action, subject: stripeSubscriptionId, details });
}
