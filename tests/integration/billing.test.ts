import { afterAll, describe, expect, test } from "vitest";
import * as cancellation from "@/app/api/account/billing/cancellation/route";
import * as checkout from "@/app/api/account/billing/checkout/route";
import * as plan from "@/app/api/account/billing/plan/route";
import * as portal from "@/app/api/account/billing/portal/route";
import * as profile from "@/app/api/account/route";
import { applyStripeEvent } from "@/lib/billing/apply-stripe-event";
import { listSubscriptions } from "@/lib/billing/list-subscriptions";
import { setUpStripe } from "@/lib/billing/set-up-stripe";
import { subscriptionAccess } from "@/lib/billing/subscription-access";
import { PLANS } from "@/lib/plans/plans";
import { createStripe } from "@/lib/platform/stripe";
import { makeUser } from "@/tests/support/account-fixtures";
import { call, sessionCookie } from "@/tests/support/account-requests";
import { StripeDouble } from "@/tests/support/stripe-double";
import { testRuntime } from "@/tests/support/test-runtime";

const double = await new StripeDouble().start();
afterAll(() => double.stop());
const runtime = await testRuntime(double.settings);
const { sql } = runtime;
const stripe = createStripe(runtime.env);
if (stripe === null) throw new Error("no Stripe client");
await setUpStripe(stripe);

async function owner() {
  const user = await makeUser(sql);
  const headers = { cookie: await sessionCookie(runtime, user.userId) };
  const paid = async () =>
    (await listSubscriptions(runtime, user.organizationId)).filter(
      ({ plan: { priceCents } }) => priceCents > 0,
    );
  const subscribe = (id: string) =>
    call(runtime, checkout.POST, { method: "POST", body: { plan: id }, headers });
  return { ...user, headers, paid, subscribe };
}

/** Delivers what the double has sent since, as its webhooks would. */
let delivered = 0;
async function deliver(): Promise<void> {
  for (const event of double.events.slice(delivered)) {
    await applyStripeEvent({ sql, stripe: stripe as NonNullable<typeof stripe> }, JSON.parse(event.body));
  }
  delivered = double.events.length;
}

async function subscribed(id: "agent" | "city") {
  const person = await owner();
  const opened = await person.subscribe(id);
  expect(opened.status).toBe(201);
  const { id: subscriptionId, customer } = await double.completeCheckout(
    String(opened.body.url).split("/").at(-1) ?? "",
  );
  await deliver();
  return { ...person, subscriptionId, customer };
}

describe("the life of a subscription", () => {
  test("checkout → trial → renewal → cancelled at the period's end → ended", async () => {
    const { paid, headers, subscriptionId } = await subscribed("agent");
    const [trial] = await paid();
    expect(trial).toMatchObject({ status: "trialing", plan: PLANS.agent, monthlyCallsLimit: 10_000 });
    expect(trial?.trialEnd?.getTime()).toBe((double.clock + 14 * 86_400) * 1000);

    await double.endPeriod(subscriptionId);
    await deliver();
    expect((await paid())[0]).toMatchObject({ status: "active", cancelAtPeriodEnd: false });

    expect((await call(runtime, cancellation.PUT, { method: "PUT", headers })).status).toBe(200);
    const [cancelled] = await paid();
    expect(cancelled).toMatchObject({ status: "active", cancelAtPeriodEnd: true, access: { active: true } });
    const end = cancelled?.currentPeriodEnd?.getTime() ?? 0;
    if (cancelled !== undefined) expect(subscriptionAccess(cancelled, end)).toMatchObject({ active: false });

    expect((await call(runtime, cancellation.DELETE, { method: "DELETE", headers })).status).toBe(200);
    expect((await paid())[0]).toMatchObject({ cancelAtPeriodEnd: false });

    await call(runtime, cancellation.PUT, { method: "PUT", headers });
    await double.endPeriod(subscriptionId);
    await deliver();
    expect((await paid())[0]).toMatchObject({
      status: "canceled",
      access: { active: false, reason: "ended" },
    });
  });

  test("a second checkout is refused while a plan runs, and the trial is given once", async () => {
    const { subscribe, subscriptionId, headers } = await subscribed("agent");
    expect((await subscribe("city")).status).toBe(409);
    await call(runtime, cancellation.PUT, { method: "PUT", headers });
    await double.endPeriod(subscriptionId);
    await deliver();
    const again = await subscribe("agent");
    const renewed = await double.completeCheckout(String(again.body.url).split("/").at(-1) ?? "");
    expect(renewed.status).toBe("active");
  });

  test("two checkouts opened at once leave one that can be paid", async () => {
    const { subscribe } = await owner();
    const before = double.openCheckouts().length;
    expect((await subscribe("agent")).status).toBe(201);
    expect((await subscribe("city")).status).toBe(201);
    expect(double.openCheckouts()).toHaveLength(before + 1);
  });

  test("an upgrade opens the bigger plan at once; with a refused card nothing changes", async () => {
    const { headers, paid, customer } = await subscribed("agent");
    const change = (to: string) => call(runtime, plan.PUT, { method: "PUT", body: { plan: to }, headers });
    double.declined.add(customer);
    const refused = await change("city");
    expect([refused.status, refused.body.detail]).toEqual([
      402,
      "The payment failed: Your card was declined.",
    ]);
    expect((await paid())[0]?.plan.id).toBe("agent");
    double.declined.delete(customer);
    expect((await change("city")).status).toBe(200);
    expect((await paid())[0]?.plan.id).toBe("city");
    expect((await change("city")).status).toBe(409);
    expect((await change("agent")).status).toBe(200);
    expect((await paid())[0]?.plan.id).toBe("agent");
  });

  test("a failed renewal leaves the grace days and a later payment heals it", async () => {
    const { paid, subscriptionId, customer } = await subscribed("agent");
    double.declined.add(customer);
    await double.endPeriod(subscriptionId);
    await deliver();
    const [overdue] = await paid();
    expect(overdue).toMatchObject({ status: "past_due" });
    const start = overdue?.currentPeriodStart?.getTime() ?? 0;
    if (overdue !== undefined) {
      expect(subscriptionAccess(overdue, start + 6 * 86_400_000)).toMatchObject({
        active: true,
        grace: true,
      });
      expect(subscriptionAccess(overdue, start + 8 * 86_400_000)).toMatchObject({ active: false });
    }
    await double.change(subscriptionId, { status: "active" });
    await deliver();
    expect((await paid())[0]).toMatchObject({ status: "active" });
  });

  test("an answer of Stripe that was lost on the way makes no second customer", async () => {
    const { subscribe, organizationId } = await owner();
    double.breakNext = 1;
    expect((await subscribe("agent")).status).toBe(201);
    const [row] = await sql`select stripe_customer_id from organizations where id = ${organizationId}`;
    expect(row?.stripeCustomerId).toMatch(/^cus_/);
  });

  test("the portal opens for customers only, and members cannot spend the owner's money", async () => {
    const { headers, organizationId } = await subscribed("agent");
    expect((await call(runtime, portal.POST, { method: "POST", headers })).status).toBe(201);
    const stranger = await owner();
    expect((await call(runtime, portal.POST, { method: "POST", headers: stranger.headers })).status).toBe(
      404,
    );
    await sql`
      insert into organization_members (organization_id, user_id, role, created_at)
      values (${organizationId}, ${stranger.userId}, 'member', now() - interval '1 year')`;
    for (const route of [cancellation.PUT, plan.PUT]) {
      const answer = await call(runtime, route, {
        method: "PUT",
        body: { plan: "city" },
        headers: stranger.headers,
      });
      expect(answer.status).toBe(403);
    }
  });

  test("deleting the account ends the subscription at Stripe, and its late events find nobody", async () => {
    const { headers, subscriptionId, userId } = await subscribed("agent");
    expect((await call(runtime, profile.DELETE, { method: "DELETE", body: {}, headers })).status).toBe(200);
    expect(double.subscriptions.get(subscriptionId)?.status).toBe("canceled");
    await deliver();
    expect(await sql`select 1 from users where id = ${userId}`).toHaveLength(0);
    const rows = await sql`select 1 from api_subscriptions where stripe_subscription_id = ${subscriptionId}`;
    expect(rows).toHaveLength(0);
  });
});

describe("the rule of access", () => {
  test("in SQL and in TypeScript is the same", async () => {
    const statuses = [
      "active",
      "trialing",
      "past_due",
      "unpaid",
      "canceled",
      "incomplete",
      "paused",
      "other",
    ];
    const start = Date.UTC(2026, 10, 1);
    const end = Date.UTC(2026, 11, 1);
    const day = 86_400_000;
    const times = [
      start,
      start + 7 * day - 1,
      start + 7 * day,
      end - 1,
      end,
      end + 3 * day - 1,
      end + 3 * day,
    ];
    for (const status of statuses) {
      for (const cancelAtPeriodEnd of [false, true]) {
        for (const [from, to] of [
          [start, end],
          [start, null],
          [null, end],
          [null, null],
        ] as const) {
          const currentPeriodStart = from === null ? null : new Date(from);
          const currentPeriodEnd = to === null ? null : new Date(to);
          const rows = await sql`
            select subscription_is_active(${status}, ${currentPeriodStart}, ${currentPeriodEnd}, ${cancelAtPeriodEnd},
                                          to_timestamp(at::float8 / 1000)) as active
            from unnest(${times.map(String)}::bigint[]) with ordinality as t(at, place) order by place`;
          const state = { status, currentPeriodStart, currentPeriodEnd, cancelAtPeriodEnd };
          const expected = times.map((at) => subscriptionAccess(state, at).active);
          expect([status, cancelAtPeriodEnd, from, to, rows.map(({ active }) => active)]).toEqual([
            status,
            cancelAtPeriodEnd,
            from,
            to,
            expected,
          ]);
        }
      }
    }
  });
});
