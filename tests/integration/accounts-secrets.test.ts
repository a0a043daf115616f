import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import * as forgot from "@/app/api/account/forgot-password/route";
import * as keys from "@/app/api/account/keys/route";
import * as password from "@/app/api/account/password/route";
import * as reset from "@/app/api/account/reset-password/route";
import * as signUp from "@/app/api/account/sign-up/route";
import * as verify from "@/app/api/account/verify-email/route";
import * as webhook from "@/app/api/stripe/webhook/route";
import * as scores from "@/app/api/v1/scores/route";
import * as usage from "@/app/api/v1/usage/route";
import { accountDeps } from "@/lib/accounts/account-deps";
import { authenticate } from "@/lib/accounts/authenticate";
import { apiServices } from "@/lib/api-keys/api-services";
import type { Runtime } from "@/lib/platform/runtime";
import { call, sessionCookie } from "@/tests/support/account-requests";
import { mailFolder, tokenIn } from "@/tests/support/captured-mail";
import { StripeDouble } from "@/tests/support/stripe-double";
import { testRuntime } from "@/tests/support/test-runtime";

const double = await new StripeDouble().start();
afterAll(() => double.stop());
const { dataDir, mailTo } = mailFolder();
const plain = await testRuntime({ STRATUM_DATA_DIR: dataDir, ...double.settings });
const logged: string[] = [];
const log = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
const runtime: Runtime = { ...plain, log };
afterAll(() => apiServices(runtime).close());

async function dump(): Promise<string> {
  const { sql, dynamo } = plain;
  const tables = await sql`select tablename from pg_tables where schemaname = 'public'`;
  const rows = await Promise.all(
    tables.map(async ({ tablename }) => {
      const found = await sql`select to_jsonb(t)::text as line from ${sql(tablename)} t`;
      return found.map(({ line }) => line).join("\n");
    }),
  );
  const items = await Promise.all(
    Object.values(dynamo.tables).map(async (TableName) => {
      const { Items = [] } = await dynamo.documents.send(new ScanCommand({ TableName }));
      return JSON.stringify(Items);
    }),
  );
  return [...rows, ...items].join("\n");
}

test("no store, log or answer holds a password, token, key, cookie or webhook secret", async () => {
  const email = "secretive@example.org";
  const first = "a first quiet river 1";
  const second = "a second quiet river 2";
  const third = "a third quiet river 3";
  const answers: string[] = [];
  const say = async (...[route, request]: [Parameters<typeof call>[1], Parameters<typeof call>[2]]) => {
    const answer = await call(runtime, route, request);
    answers.push(answer.text, JSON.stringify([...answer.headers]));
    return answer;
  };
  const post = (body: unknown, headers = {}) => ({ method: "POST", body, headers });

  await say(signUp.POST, post({ email, password: first }));
  const verifyToken = tokenIn(await mailTo(email));
  await say(verify.POST, post({ token: verifyToken }));
  await say(verify.POST, post({ token: verifyToken }));
  await say(forgot.POST, post({ email }));
  const resetToken = tokenIn(await mailTo(email, 2));
  await say(reset.POST, post({ token: resetToken, password: second }));
  await authenticate(accountDeps(runtime), { email, password: first, network: "192.0.2.7" });
  const outcome = await authenticate(accountDeps(runtime), { email, password: second, network: "192.0.2.7" });
  if (outcome.kind !== "signed_in") throw new Error("not signed in");
  const cookie = await sessionCookie(runtime, outcome.userId);
  await say(password.PUT, {
    method: "PUT",
    body: { current_password: "wrong river 9", password: third },
    headers: { cookie },
  });
  await say(password.PUT, {
    method: "PUT",
    body: { current_password: second, password: third },
    headers: { cookie },
  });

  // The one answer that may hold the key is the one that shows it.
  const made = await call(runtime, keys.POST, post({ name: "Test", mode: "test" }, { cookie }));
  const key = String(made.body.key);
  const headers = { authorization: `Bearer ${key}` };
  await say(keys.GET, { headers: { cookie } });
  await say(scores.GET, { path: "/?city=sf", headers });
  await say(scores.GET, { path: "/?city=nowhere", headers });
  await say(scores.GET, { path: "/?city=sf", headers: { authorization: `Bearer ${key}x` } });
  await say(usage.GET, { headers });

  const body = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "customer.updated",
    created: 1,
    data: { object: {} },
  });
  const signature = double.sign(body, { timestamp: Math.floor(Date.now() / 1000) });
  for (const sent of [signature, `${signature}0`]) {
    const request = new Request("http://localhost:3000/", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "stripe-signature": sent },
    });
    answers.push(await (await webhook.POST(request, { params: Promise.resolve({}) }, runtime)).text());
  }
  // A failure on our side: its error goes to the log.
  const broken: Runtime = {
    ...runtime,
    sql: new Proxy(plain.sql, { apply: () => Promise.reject(new Error("broken")) }),
  };
  answers.push((await call(broken, scores.GET, { path: "/?city=sf", headers })).text);
  await apiServices(runtime).close();
  await apiServices(broken).close();

  const secrets = [
    first,
    second,
    third,
    "wrong river 9",
    verifyToken,
    resetToken,
    key,
    key.slice(12, -4),
    cookie,
  ];
  const session = cookie.split("=")[1] ?? "";
  const places = { stores: await dump(), logs: logged.join("\n"), answers: answers.join("\n") };
  expect(places.logs).toContain("mail captured");
  expect(places.stores).toContain(email);
  for (const secret of [
    ...secrets,
    session,
    signature,
    double.webhookSecret,
    double.secretKey,
    "192.0.2.7",
  ]) {
    for (const [place, text] of Object.entries(places))
      expect([place, text.includes(secret)]).toEqual([place, false]);
  }
});
