import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import Stripe from "stripe";
import { setUpStripe } from "../../lib/billing/set-up-stripe";
import { endApp, type StartedApp, startApp } from "../support/start-app";
import { StripeDouble } from "../support/stripe-double";
import { axe } from "./axe";

const EMAIL = "ada@example.org";
const OPERATOR = "operator@example.org";
const PASSWORD = "a quiet river runs 7";

let dataDir = "";
let double: StripeDouble;
let app: StartedApp;

test.setTimeout(240_000);

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "stratum-money-"));
  double = await new StripeDouble().start();
  const [host = "", port = ""] = double.host.split(":");
  await setUpStripe(new Stripe(double.secretKey, { host, port, protocol: "http", telemetry: false }));
  app = await startApp(dataDir, { ...double.settings, STRATUM_OPERATOR_EMAILS: OPERATOR });
  double.webhookUrl = `${app.url}/api/stripe/webhook`;
});

test.afterAll(async () => {
  await endApp(app);
  await double.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The link of the newest captured mail to an address. */
async function mailedLink(path: string, email: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const files = await readdir(join(dataDir, "mail")).catch(() => []);
      const mails = await Promise.all(
        files.sort().map((file) => readFile(join(dataDir, "mail", file), "utf8")),
      );
      const newest = mails.filter((mail) => mail.includes(`To: ${email}\r\n`)).at(-1) ?? "";
      link = new RegExp(`http://\\S+${path}#token=\\S+`).exec(newest)?.[0];
      return link;
    })
    .toBeDefined();
  return link ?? "";
}

async function signIn(page: Page, next: string, email = EMAIL): Promise<void> {
  await page.goto(`${app.url}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** An account whose address is confirmed, without the browser. */
async function makeAccount(email: string): Promise<void> {
  const post = (path: string, body: unknown) =>
    fetch(app.url + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: app.url },
      body: JSON.stringify(body),
    });
  expect((await post("/api/account/sign-up", { email, password: PASSWORD })).status).toBe(202);
  const token = (await mailedLink("/verify-email", email)).split("#token=")[1];
  expect((await post("/api/account/verify-email", { token })).status).toBe(200);
}

const callApi = (key: string) =>
  fetch(`${app.url}/api/v1/scores?city=sf`, { headers: { Authorization: `Bearer ${key}` } });

test("sign up, verify, subscribe, make a key, call, see the usage, cancel, and be refused after the period", async ({
  page,
}) => {
  await page.goto(`${app.url}/sign-up`);
  await page.getByLabel("Mail address").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByRole("status")).toContainText("Look into your mail");

  await page.goto(await mailedLink("/verify-email", EMAIL));
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, "/account/billing");
  await expect(page).toHaveURL(/\/account\/billing/);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });

  await page.getByRole("button", { name: "Try Agent for 14 days" }).click();
  await page.getByRole("button", { name: "Pay and subscribe" }).click();
  await expect(page).toHaveURL(/checkout=done/);
  await expect(page.getByText("Free until")).toBeVisible();

  await page.goto(`${app.url}/account/keys`);
  await page.getByLabel("Name").fill("Website");
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = (await page.getByTestId("new-key").textContent()) ?? "";
  expect(key).toMatch(/^sk_live_/);
  for (let call = 1; call <= 3; call++) {
    const answer = await callApi(key);
    expect([answer.status, answer.headers.get("ratelimit")]).toEqual([
      200,
      expect.stringContaining(`"month";r=${10_000 - call};`),
    ]);
  }
  await expect
    .poll(async () => {
      await page.goto(`${app.url}/account/usage`);
      return page.getByRole("img", { name: /calls over 30 days/ }).getAttribute("aria-label");
    })
    .toContain("3 calls");

  await page.goto(`${app.url}/account/billing`);
  await page.getByRole("button", { name: "Cancel the plan" }).click();
  await page.getByRole("button", { name: "Cancel at the period's end" }).click();
  await expect(page.getByText("Ends with the period")).toBeVisible();
  expect((await callApi(key)).status).toBe(200);

  const [subscription] = double.subscriptions.values();
  await double.endPeriod(subscription?.id ?? "");
  await expect.poll(async () => (await callApi(key)).status).toBe(402);
  await page.reload();
  await expect(page.getByText("The subscription of this key has ended")).toBeVisible();
});

test("account, operator, pricing and docs pages fit a phone and axe finds nothing on them; strangers find no operator page", async ({
  page,
}) => {
  await makeAccount(OPERATOR);
  await signIn(page, "/account", OPERATOR);
  await expect(page).toHaveURL(/\/account$/);
  const paths = [
    "/account",
    "/account/usage",
    "/account/keys",
    "/account/members",
    "/account/billing",
    "/account/places",
    "/account/alerts",
    "/account/settings",
    "/operator",
    "/operator/users",
    "/operator/cities",
    "/operator/moderation",
    "/operator/health",
    "/city/sf",
    "/pricing",
    "/docs",
  ];
  const found: Record<string, unknown> = {};
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of paths) {
    const answer = await page.goto(app.url + path);
    const problems = await axe(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (answer?.status() !== 200 || problems.length > 0 || width > 390) {
      found[path] = { status: answer?.status(), problems, width };
    }
  }
  await page.context().clearCookies();
  for (const path of ["/sign-in", "/sign-up", "/forgot-password", "/reset-password", "/verify-email"]) {
    await page.goto(app.url + path);
    const problems = await axe(page);
    if (problems.length > 0) found[path] = { problems };
  }
  expect(found).toEqual({});

  await makeAccount("stranger@example.org");
  await signIn(page, "/account", "stranger@example.org");
  await expect(page).toHaveURL(/\/account$/);
  for (const path of ["/operator", "/operator/users", "/operator/health", "/city/sf"]) {
    expect((await page.goto(app.url + path))?.status()).toBe(404);
  }
});

test("sign-in sends nobody to another site, and signing out ends the session", async ({ page }) => {
  for (const next of ["https://evil.example/", "//evil.example/", "/\\evil.example/"]) {
    await page.goto(`${app.url}/sign-in?next=${encodeURIComponent(next)}`);
    expect(await page.content()).not.toContain('https://evil.example/"');
  }
  const csrf = await page.request.get(`${app.url}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const answer = await page.request.post(`${app.url}/api/auth/signout`, {
    form: { csrfToken, callbackUrl: "https://evil.example/" },
    maxRedirects: 0,
  });
  expect(new URL(answer.headers().location ?? "", app.url).origin).toBe(app.url);
});
