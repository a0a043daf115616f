import { randomInt } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type Stripe from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { POST as webhook } from "@/app/api/stripe/webhook/route";
import { applyStripeEvent } from "@/lib/billing/apply-stripe-event";
import { reconcile } from "@/lib/billing/reconcile";
import { setUpStripe } from "@/lib/billing/set-up-stripe";
import { createStripe } from "@/lib/platform/stripe";
import { makeUser } from "@/tests/support/account-fixtures";
import { type DoubleEvent, StripeDouble } from "@/tests/support/stripe-double";
import { testRuntime } from "@/tests/support/test-runtime";

const double = await new StripeDouble().start();
afterAll(() => double.stop());
const shuffled = await testRuntime(double.settings);
const straight = await testRuntime(double.settings);
const maybeStripe = createStripe(shuffled.env);
if (maybeStripe === null) throw new Error("no Stripe client");
const stripe: Stripe = maybeStripe;
await setUpStripe(stripe);

/** The same organisation with the same customer in both databases. */
async function makeCustomer(): Promise<{ customer: string; organizationId: string }> {
  const { organizationId } = await makeUser(shuffled.sql);
  const { id: customer } = await stripe.customers.create({ metadata: { organization_id: organizationId } });
  await shuffled.sql`update organizations set stripe_customer_id = ${customer} where id = ${organizationId}`;
  await straight.sql`
    insert into organizations (id, name, stripe_customer_id) values (${organizationId}, 'same', ${customer})`;
  return { customer, organizationId };
}

async function newSubscription(): Promise<string> {
  const { customer } = await makeCustomer();
  const price = double.priceNamed("stratum_agent_monthly");
  const subscription = double.makeSubscription({ customer, price, trialDays: 14 });
  await double.emit("customer.subscription.created", subscription);
  return subscription.id;
}

function parsed(event: DoubleEvent): Stripe.Event {
  return JSON.parse(event.body);
}

async function states(sql: Sql, ids: readonly string[]) {
  return [
    ...(await sql`
      select stripe_subscription_id, organization_id, plan, status, stripe_customer_id, monthly_calls_limit,
             current_period_start, current_period_end, cancel_at_period_end, trial_end, ended_at
      from api_subscriptions where stripe_subscription_id = any(${[...ids]}) order by 1`),
  ];
}

/** Small and good enough: a test needs repeatable choices, not secrets. */
function choices(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One thing that happens in the life of a subscription. */
async function live(id: string, pick: (below: number) => number): Promise<void> {
  const subscription = double.subscriptions.get(id);
  if (subscription === undefined || subscription.status === "canceled") return;
  const prices = ["stratum_agent_monthly", "stratum_city_monthly"].map((name) => double.priceNamed(name));
  const acts = [
    () => double.endPeriod(id),
    () => double.endPeriod(id),
    async () => {
      double.declined.add(subscription.customer);
      await double.endPeriod(id);
      double.declined.delete(subscription.customer);
    },
    () => double.change(id, { cancel_at_period_end: pick(2) === 0 }),
    () => double.change(id, { status: ["active", "past_due", "unpaid", "paused"][pick(4)] ?? "active" }),
    async () => {
      await stripe.subscriptions.update(id, {
        items: [{ id: subscription.items.data[0]?.id ?? "", price: prices[pick(2)] ?? "" }],
      });
    },
    () => double.emit("customer.updated", { id: subscription.customer, object: "customer" }),
    () => double.emit("a.type.of.the.future", { id: "x_1" }),
  ];
  await acts[pick(acts.length)]?.();
}

class Crash extends Error {}

/** A client whose transactions break off at their nth statement, or right before the commit. */
function crashing(sql: Sql, atStatement: number): Sql {
  return new Proxy(sql, {
    get(target, name, receiver) {
      if (name !== "begin") return Reflect.get(target, name, receiver);
      return (work: (tx: TransactionSql) => Promise<unknown>) =>
        target.begin(async (tx) => {
          let statements = 0;
          const breaking = new Proxy(tx, {
            apply(query, self, parts) {
              if (++statements === atStatement) throw new Crash(`at statement ${atStatement}`);
              return Reflect.apply(query, self, parts);
            },
          });
          await work(breaking);
          throw new Crash("before the commit");
        });
    },
  });
}

describe("any order, any number of times, with crashes", () => {
  test.each([11, 22, randomInt(2 ** 31)])(
    "334 events × 3 deliveries end in the state of a straight run (seed %i)",
    async (seed) => {
      const pick = choices(seed);
      const first = double.events.length;
      const ids: string[] = [];
      const happened = () => double.events.length - first;
      const queue: DoubleEvent[] = [];
      let crashes = 0;

      async function deliverOne(): Promise<void> {
        const [event] = queue.splice(pick(queue.length), 1);
        if (event === undefined) return;
        const crash = pick(10) === 0;
        try {
          const sql = crash ? crashing(shuffled.sql, 1 + pick(7)) : shuffled.sql;
          await applyStripeEvent({ sql, stripe }, parsed(event));
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          crashes++;
          queue.push(event);
        }
      }

      while (happened() < 334) {
        const before = double.events.length;
        const living = ids.filter((id) => double.subscriptions.get(id)?.status !== "canceled");
        if (living.length < 12) ids.push(await newSubscription());
        else await live(living[pick(living.length)] ?? "", pick);
        for (const event of double.events.slice(before)) {
          await applyStripeEvent({ sql: straight.sql, stripe }, parsed(event));
          queue.push(event, event, event);
        }
        // Some deliveries arrive while life goes on, the others late.
        if (pick(3) === 0) await Promise.all([deliverOne(), deliverOne()]);
      }
      while (queue.length > 0) await Promise.all(Array.from({ length: 6 }, deliverOne));

      expect(crashes).toBeGreaterThan(50);
      const end = await states(shuffled.sql, ids);
      expect(end.length).toBe(ids.length);
      expect(end).toEqual(await states(straight.sql, ids));
      const seen = double.events.slice(first).map(({ id }) => id);
      const [row] = await shuffled.sql`
        select count(*) as count, count(*) filter (where outcome = 'applying') as half_done
        from stripe_events where id = any(${seen})`;
      expect(row).toEqual({ count: seen.length, halfDone: 0 });
    },
  );
});

describe("one event", () => {
  const deliver = (body: string | Buffer, signature: string | null) =>
    webhook(
      new Request("http://localhost:3000/api/stripe/webhook", {
        method: "POST",
        body: typeof body === "string" ? body : new Uint8Array(body),
        headers: {
          "Content-Type": "application/json",
          ...(signature === null ? {} : { "Stripe-Signature": signature }),
        },
      }),
      { params: Promise.resolve({}) },
      { ...shuffled, now: () => double.clock * 1000 },
    );
  const stateOf = async (id: string) => (await states(shuffled.sql, [id]))[0];

  test("an old event never downgrades: Stripe is asked what holds now", async () => {
    const id = await newSubscription();
    await double.change(id, { status: "past_due" });
    const old = double.events.at(-1);
    await double.change(id, { status: "active" });
    const fresh = double.events.at(-1);
    if (old === undefined || fresh === undefined) throw new Error("no events");
    for (const event of [fresh, old])
      expect((await deliver(event.body, double.sign(event.body))).status).toBe(200);
    expect(await stateOf(id)).toMatchObject({ status: "active" });
  });

  test("a body signed with the right secret within 300 s is taken; nothing else is", async () => {
    await newSubscription();
    const { body, id } = double.events.at(-1) ?? { body: "", id: "" };
    const { clock } = double;
    const bad: [string, string | Buffer, string | null][] = [
      ["301 s old", body, double.sign(body, { timestamp: clock - 301 })],
      ["wrong secret", body, double.sign(body, { secret: "whsec_of_somebody_else" })],
      ["re-serialised", JSON.stringify(JSON.parse(body), null, 2), double.sign(body)],
      ["one byte more", `${body} `, double.sign(body)],
      ["no signature", body, null],
      ["empty signature", body, ""],
      ["signature of another event", body, double.sign(double.events[0]?.body ?? "")],
    ];
    for (const [why, sent, signature] of bad) {
      const response = await deliver(sent, signature);
      expect([why, response.status]).toEqual([why, 400]);
      expect(await response.text()).not.toMatch(/whsec_|t=\d/);
    }
    expect(await shuffled.sql`select 1 from stripe_events where id = ${id}`).toHaveLength(0);
    expect((await deliver(body, double.sign(body, { timestamp: clock - 299 }))).status).toBe(200);
    expect(await shuffled.sql`select 1 from stripe_events where id = ${id}`).toHaveLength(1);
  });

  test("unknown types are acknowledged, subscriptions of strangers change nothing", async () => {
    const unknown = await double.emit("a.type.of.the.future", { id: "x_1" });
    expect((await deliver(unknown.body, double.sign(unknown.body))).status).toBe(200);
    const price = double.priceNamed("stratum_agent_monthly");
    const foreign = double.makeSubscription({ customer: "cus_of_somebody_else", price });
    const event = await double.emit("customer.subscription.created", foreign);
    expect((await deliver(event.body, double.sign(event.body))).status).toBe(200);
    expect(await stateOf(foreign.id)).toBeUndefined();
  });

  test("an event whose subscription cannot be fetched is answered 5xx, leaves nothing, and works the next time", async () => {
    const id = await newSubscription();
    const { body, id: eventId } = double.events.at(-1) ?? { body: "", id: "" };
    double.breakNext = 3;
    expect((await deliver(body, double.sign(body))).status).toBeGreaterThanOrEqual(500);
    expect(await shuffled.sql`select 1 from stripe_events where id = ${eventId}`).toHaveLength(0);
    expect((await deliver(body, double.sign(body))).status).toBe(200);
    expect(await stateOf(id)).toMatchObject({ plan: "agent", status: "trialing" });
  });

  test("a limit agreed by hand stays until the plan changes", async () => {
    const id = await newSubscription();
    const sync = async () => {
      const { body } = double.events.at(-1) ?? { body: "" };
      await deliver(body, double.sign(body));
    };
    await sync();
    await shuffled.sql`update api_subscriptions set monthly_calls_limit = 25000 where stripe_subscription_id = ${id}`;
    await double.endPeriod(id);
    await sync();
    expect(await stateOf(id)).toMatchObject({ status: "active", monthlyCallsLimit: 25_000 });
    const item = double.subscriptions.get(id)?.items.data[0]?.id ?? "";
    await stripe.subscriptions.update(id, {
      items: [{ id: item, price: double.priceNamed("stratum_city_monthly") }],
    });
    await sync();
    expect(await stateOf(id)).toMatchObject({ plan: "city", monthlyCallsLimit: 10_000 });
  });
});

describe("reconciliation", () => {
  test("mends what webhooks lost and what Stripe no longer knows, and then finds nothing more", async () => {
    const lost = await newSubscription();
    const gone = await newSubscription();
    await reconcile({ sql: shuffled.sql, stripe });
    await double.change(lost, { status: "unpaid" });
    double.subscriptions.delete(gone);
    const { mended } = await reconcile({ sql: shuffled.sql, stripe });
    expect(mended.map(({ stripeSubscriptionId }) => stripeSubscriptionId).sort()).toEqual(
      [gone, lost].sort(),
    );
    expect(await states(shuffled.sql, [lost])).toMatchObject([{ status: "unpaid" }]);
    expect(await states(shuffled.sql, [gone])).toMatchObject([{ status: "canceled" }]);
    expect((await reconcile({ sql: shuffled.sql, stripe })).mended).toEqual([]);
  });
});

describe("set-up", () => {
  test("a second run keeps every product and price", async () => {
    expect((await setUpStripe(stripe)).map(({ done }) => done)).toEqual(["kept", "kept", "kept", "kept"]);
  });
});
