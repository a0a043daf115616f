import { randomInt } from "node:crypto";
import type { TransactionSql } from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import * as rotateRoute from "@/app/api/account/keys/[id]/rotate/route";
import * as keyRoute from "@/app/api/account/keys/[id]/route";
import * as keysRoute from "@/app/api/account/keys/route";
import * as scoresRoute from "@/app/api/v1/scores/route";
import * as usageRoute from "@/app/api/v1/usage/route";
import { apiServices } from "@/lib/api-keys/api-services";
import { createFindApiKey } from "@/lib/api-keys/find-api-key";
import { createUsageLog } from "@/lib/api-keys/usage-log";
import { readAllKeys, readDailyUsage } from "@/lib/api-keys/usage-report";
import { withApiKey } from "@/lib/api-keys/with-api-key";
import { AppError } from "@/lib/http/problem";
import { PLANS } from "@/lib/plans/plans";
import type { Runtime } from "@/lib/platform/runtime";
import {
  type KeyOverrides,
  makeKey,
  makeSubscription,
  makeUser,
  type SubscriptionOverrides,
} from "@/tests/support/account-fixtures";
import { call, sessionCookie } from "@/tests/support/account-requests";
import { mailFolder } from "@/tests/support/captured-mail";
import { testRuntime } from "@/tests/support/test-runtime";

const { dataDir, mailTo, mailsTo } = mailFolder();
const runtime = await testRuntime({ STRATUM_DATA_DIR: dataDir });
const { sql } = runtime;
afterAll(() => apiServices(runtime).close());

async function customer(subscription: SubscriptionOverrides = {}, key: KeyOverrides = {}) {
  const user = await makeUser(sql);
  const subscriptionId = await makeSubscription(sql, user.organizationId, subscription);
  return { ...user, subscriptionId, ...(await makeKey(sql, subscriptionId, key)) };
}

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const scores = (key: string, on: Runtime = runtime) =>
  call(on, scoresRoute.GET, { path: "/api/v1/scores?city=sf", ...bearer(key) });
const usage = (key: string, on: Runtime = runtime) =>
  call(on, usageRoute.GET, { path: "/api/v1/usage", ...bearer(key) });

/** The runtime with a database client that counts its statements. */
function counting() {
  const seen = { statements: 0 };
  const counted = new Proxy(sql, {
    apply(target, self, parts) {
      seen.statements++;
      return Reflect.apply(target, self, parts);
    },
  });
  return { seen, runtime: { ...runtime, sql: counted } };
}

describe("a key", () => {
  test("opens the API as bearer or as X-API-Key, and nothing else does", async () => {
    const { key } = await customer();
    expect((await scores(key)).status).toBe(200);
    const header = { path: "/?city=sf", headers: { "x-api-key": key } };
    expect((await call(runtime, scoresRoute.GET, header)).status).toBe(200);
    const inQuery = await call(runtime, scoresRoute.GET, { path: `/?city=sf&api_key=${key}` });
    expect(inQuery.status).toBe(401);
    expect(inQuery.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect((await call(runtime, scoresRoute.GET, { path: "/?city=sf" })).status).toBe(401);
  });

  test("1,000 single-character typos are refused without one database call", async () => {
    const { key } = await customer();
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_- ";
    const { seen, runtime: counted } = counting();
    for (let i = 0; i < 1_000; i++) {
      const place = i % key.length;
      let wrong = alphabet.charAt(randomInt(alphabet.length));
      if (wrong === key[place]) wrong = "!";
      const answer = await scores(key.slice(0, place) + wrong + key.slice(place + 1), counted);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain(key.slice(12, 30));
    }
    expect(seen.statements).toBe(0);
    expect((await scores(key, counted)).status).toBe(200);
    expect(seen.statements).toBeGreaterThan(0);
  });

  test("is stored as a hash: the database holds no part of it but prefix and last four", async () => {
    const { key, id } = await customer();
    const [row] =
      await sql`select to_jsonb(k)::text as everything, prefix, last_four from api_keys k where id = ${id}`;
    expect(row?.everything).not.toContain(key.slice(12, -4));
    expect([row?.prefix, row?.lastFour]).toEqual([key.slice(0, 12), key.slice(-4)]);
  });

  test("revoked in one process is refused in every process within a second", async () => {
    const { key, id } = await customer();
    const [here, there] = [createFindApiKey(sql), createFindApiKey(sql)];
    expect([(await here(key))?.revokedAt, (await there(key))?.revokedAt]).toEqual([null, null]);
    await sql`update api_keys set revoked_at = now() where id = ${id}`;
    const refused = async () => [(await here(key))?.revokedAt, (await there(key))?.revokedAt];
    await expect.poll(refused, { timeout: 1_000, interval: 20 }).not.toContain(null);
  });

  test("ends at its expiry to the millisecond", async () => {
    const expiresAt = Date.now() + 60_000;
    const { key } = await customer({}, { expiresAt: new Date(expiresAt) });
    expect((await scores(key, { ...runtime, now: () => expiresAt - 1 })).status).toBe(200);
    const late = await scores(key, { ...runtime, now: () => expiresAt });
    expect([late.status, late.body.detail]).toEqual([401, "The key has expired."]);
  });

  test("made by the account is shown once, renamed, rotated with overlap, and revoked", async () => {
    const { userId, organizationId, email } = await customer();
    const headers = { cookie: await sessionCookie(runtime, userId) };
    const made = await call(runtime, keysRoute.POST, { method: "POST", body: { name: "Website" }, headers });
    expect(made.status).toBe(201);
    const key = String(made.body.key);
    expect((await scores(key)).status).toBe(200);
    const listed = await call(runtime, keysRoute.GET, { headers });
    expect(listed.text).not.toContain(key);
    expect(listed.text).toContain(key.slice(-4));

    const params = { id: String(made.body.id) };
    const rename = { method: "PATCH", params, body: { name: "Blog" }, headers };
    expect((await call(runtime, keyRoute.PATCH, rename)).body).toMatchObject({ name: "Blog" });
    const rotate = { method: "POST", params, body: { overlap_hours: 1 }, headers };
    const rotated = await call(runtime, rotateRoute.POST, rotate);
    expect(rotated.body.name).toBe("Blog");
    const fresh = String(rotated.body.key);
    const inAnHour = { ...runtime, now: () => Date.now() + 3_601_000 };
    expect([(await scores(key)).status, (await scores(fresh)).status]).toEqual([200, 200]);
    expect([(await scores(key, inAnHour)).status, (await scores(fresh, inAnHour)).status]).toEqual([
      401, 200,
    ]);

    const revoke = { method: "DELETE", params: { id: String(rotated.body.id) }, headers };
    expect((await call(runtime, keyRoute.DELETE, revoke)).status).toBe(200);
    await expect.poll(async () => (await scores(fresh)).status, { timeout: 1_000 }).toBe(401);
    const actions = await sql`select action from account_audit where actor_id = ${userId} order by id`;
    expect(actions.map(({ action }) => action).slice(1)).toEqual([
      "key.created",
      "key.rotated",
      "key.revoked",
    ]);
    expect(await mailTo(email, 3)).toMatch(/Blog/);
    expect(organizationId).not.toBe("");
  });

  test("of the free plan is made in test mode only", async () => {
    const { userId } = await makeUser(sql);
    const headers = { cookie: await sessionCookie(runtime, userId) };
    const make = (mode: string) =>
      call(runtime, keysRoute.POST, { method: "POST", body: { name: "x", mode }, headers });
    expect((await make("live")).status).toBe(402);
    const made = await make("test");
    expect(made.body.key).toMatch(/^sk_test_/);
    const answer = await scores(String(made.body.key));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ratelimit-policy")).toContain(
      `"month";q=${PLANS.resident.testCallsPerMonth};`,
    );
  });
});

describe("metering", () => {
  const left = (headers: Headers) => Number(/"month";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);

  test("headers of every answer equal the ledger", async () => {
    const { key, subscriptionId } = await customer({ limit: 50 });
    for (let call = 1; call <= 5; call++) expect(left((await scores(key)).headers)).toBe(50 - call);
    const body = (await usage(key)).body as { month: { used: number; remaining: number } };
    expect(body.month).toMatchObject({ used: 5, remaining: 45 });
    await apiServices(runtime).meter.close();
    const [row] = await sql`select granted from quota_months where subscription_id = ${subscriptionId}`;
    expect(row?.granted).toBe(5);
  });

  test("the limit is served, one more is 429 with the reset time, usage still answers", async () => {
    const { key, email } = await customer({ limit: 3 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await scores(key)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await scores(key);
    const resetsAt = Date.parse(String(refused.body.resets_at));
    expect(new Date(resetsAt).toISOString()).toMatch(/-01T00:00:00.000Z$/);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan((resetsAt - Date.now()) / 1000 - 5);
    expect(left(refused.headers)).toBe(0);
    expect((await usage(key)).body).toMatchObject({ month: { used: 3, remaining: 0 } });
    expect(await mailTo(email, 2)).toMatch(/API calls are used/);
    await scores(key);
    expect(mailsTo(email)).toHaveLength(2);
  });

  test("a call that fails on our side is not charged, one that the caller got wrong is", async () => {
    const { key, subscriptionId } = await customer({ limit: 10 });
    const endpoint = { name: "probe", scope: "scores:read", entitlement: "scores" } as const;
    const failing = withApiKey(endpoint, () => {
      throw new Error("broken on our side");
    });
    const wrong = withApiKey(endpoint, () => {
      throw new AppError("invalid", "wrong on yours");
    });
    expect((await call(runtime, failing, bearer(key))).status).toBe(500);
    expect(left((await call(runtime, wrong, bearer(key))).headers)).toBe(9);
    await apiServices(runtime).usage.flush();
    const rows =
      await sql`select sum(calls)::int as calls, sum(errors)::int as errors from api_usage where subscription_id = ${subscriptionId}`;
    expect(rows[0]).toEqual({ calls: 1, errors: 1 });
  });

  test("a burst past the rate is 429 at once and costs no quota", async () => {
    const { key } = await customer({ limit: 1_000 });
    const { callsPerSecond } = PLANS.agent;
    const answers = await Promise.all(Array.from({ length: callsPerSecond * 5 }, () => scores(key)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(callsPerSecond);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    const served = answers.length - refused.length;
    expect(((await usage(key)).body.month as { used: number } | undefined)?.used ?? served).toBe(served);
  });

  test("a cancelled subscription answers to the end of its period and 402 after it", async () => {
    const periodEnd = new Date(Date.now() + 60_000);
    const { key, subscriptionId } = await customer({ periodEnd });
    await sql`update api_subscriptions set cancel_at_period_end = true where id = ${subscriptionId}`;
    expect((await scores(key)).status).toBe(200);
    const after = await scores(key, { ...runtime, now: () => periodEnd.getTime() });
    expect(after.status).toBe(402);
    expect(after.headers.get("ratelimit")).toContain('"month"');
  });

  test("scope, plan and subscription are told apart", async () => {
    const narrow = await customer({}, { scopes: ["usage:read"] });
    expect((await scores(narrow.key)).status).toBe(403);
    expect((await usage(narrow.key)).status).toBe(200);
    expect((await scores((await customer({ plan: "resident" })).key)).status).toBe(403);
    expect((await scores((await customer({ status: "unpaid" })).key)).status).toBe(402);
  });
});

describe("usage figures", () => {
  const entry = (apiKeyId: string, subscriptionId: string) => ({
    apiKeyId,
    subscriptionId,
    at: Date.now(),
    endpoint: "scores",
    status: 200,
    charged: true,
    durationMs: 1.4,
  });

  test("count every call once, also when the database was away in between", async () => {
    const { id, subscriptionId } = await customer();
    let away = true;
    const flaky = new Proxy(sql, {
      get(target, name, receiver) {
        if (name === "begin" && away) return async () => Promise.reject(new Error("away"));
        return Reflect.get(target, name, receiver);
      },
    });
    const log = createUsageLog(flaky, { intervalMs: 10 });
    for (let i = 0; i < 2_500; i++) log.record(entry(id, subscriptionId));
    await log.flush();
    away = false;
    await log.close();
    const [today] = await readDailyUsage(runtime, { subscriptionId }, 1);
    expect(today).toMatchObject({ calls: 2_500, errors: 0 });
    const [key] = await sql`select last_used_at from api_keys where id = ${id}`;
    expect(key?.lastUsedAt).not.toBeNull();
  });

  test("a batch whose answer was lost counts once", async () => {
    const { id, subscriptionId } = await customer();
    let lost = 0;
    const forgetful = new Proxy(sql, {
      get(target, name, receiver) {
        if (name !== "begin" || lost++ > 0) return Reflect.get(target, name, receiver);
        return async (work: (tx: TransactionSql) => Promise<unknown>) => {
          await target.begin(work);
          throw new Error("the answer was lost");
        };
      },
    });
    const log = createUsageLog(forgetful, { intervalMs: 60_000 });
    log.record(entry(id, subscriptionId));
    await log.flush();
    await log.close();
    expect(await readDailyUsage(runtime, { subscriptionId }, 1)).toMatchObject([{ calls: 1 }]);
    expect(await sql`select 1 from api_usage_log where api_key_id = ${id}`).toHaveLength(1);
  });

  test("for operators: all keys, their usage this month and whether they may be used, in one statement", async () => {
    const active = await customer();
    const ended = await customer({ status: "canceled" });
    const log = createUsageLog(sql);
    for (let i = 0; i < 7; i++) log.record(entry(active.id, active.subscriptionId));
    await log.close();
    const { seen, runtime: counted } = counting();
    const rows = await readAllKeys(counted);
    expect(seen.statements).toBe(1);
    const find = (keyId: string) => rows.find((row) => row.keyId === keyId);
    expect(find(active.id)).toMatchObject({ callsThisMonth: 7, subscriptionActive: true });
    expect(find(ended.id)).toMatchObject({ callsThisMonth: 0, subscriptionActive: false });
  });
});
