import { describe, expect, test } from "vitest";
import * as forgot from "@/app/api/account/forgot-password/route";
import * as accept from "@/app/api/account/invitations/accept/route";
import * as member from "@/app/api/account/members/[id]/route";
import * as members from "@/app/api/account/members/route";
import * as organization from "@/app/api/account/organization/route";
import * as password from "@/app/api/account/password/route";
import * as place from "@/app/api/account/places/[id]/route";
import * as places from "@/app/api/account/places/route";
import * as reset from "@/app/api/account/reset-password/route";
import * as profile from "@/app/api/account/route";
import * as session from "@/app/api/account/sessions/[id]/route";
import * as sessions from "@/app/api/account/sessions/route";
import * as signUpRoute from "@/app/api/account/sign-up/route";
import * as verify from "@/app/api/account/verify-email/route";
import { accountDeps } from "@/lib/accounts/account-deps";
import { ATTEMPT_LIMITS } from "@/lib/accounts/attempt-limits";
import { authenticate } from "@/lib/accounts/authenticate";
import { DEMO_EMAIL, DEMO_PASSWORD, seedDemoAccount } from "@/lib/accounts/demo-account";
import { oauthSignIn } from "@/lib/accounts/oauth-sign-in";
import { hashPassword } from "@/lib/accounts/password";
import { makeSubscription, makeUser } from "@/tests/support/account-fixtures";
import { call, sessionCookie } from "@/tests/support/account-requests";
import { mailFolder, tokenIn } from "@/tests/support/captured-mail";
import { testRuntime } from "@/tests/support/test-runtime";

const { dataDir, mailTo, mailsTo } = mailFolder();
const runtime = await testRuntime({ STRATUM_DATA_DIR: dataDir });
const { sql } = runtime;
const deps = accountDeps(runtime);
const GOOD = "a quiet river 7";

const post = (body: unknown) => ({ method: "POST", body });
const signIn = (email: string, text: string) => authenticate(deps, { email, password: text, network: null });
const at = (ms: number) => ({ ...runtime, now: () => ms });

async function signUp(email: string): Promise<void> {
  const answer = await call(runtime, signUpRoute.POST, post({ email, password: GOOD }));
  expect(answer.status).toBe(202);
}

async function signedUp(email: string): Promise<void> {
  await signUp(email);
  const token = tokenIn(await mailTo(email));
  expect((await call(runtime, verify.POST, post({ token }))).status).toBe(200);
}

describe("sign-up", () => {
  test("opens an account only after the mailed link, which works once", async () => {
    const email = "new@example.org";
    await signUp(email);
    expect(await signIn(email, GOOD)).toEqual({ kind: "unverified" });
    const token = tokenIn(await mailTo(email));
    expect((await call(runtime, verify.POST, post({ token }))).status).toBe(200);
    expect((await call(runtime, verify.POST, post({ token }))).status).toBe(410);
    expect(await signIn(email, GOOD)).toMatchObject({ kind: "signed_in" });
    expect(await signIn(email, `${GOOD}.`)).toEqual({ kind: "refused" });
  });

  test("answers the same for an address that has an account, whose password stays", async () => {
    const email = "taken@example.org";
    await signedUp(email);
    const fresh = await call(runtime, signUpRoute.POST, post({ email: "free@example.org", password: GOOD }));
    const taken = await call(
      runtime,
      signUpRoute.POST,
      post({ email: "TAKEN@example.org ", password: "another text 9" }),
    );
    expect([taken.status, taken.text]).toEqual([fresh.status, fresh.text]);
    expect(await mailTo(email, 2)).toMatch(/already have a Stratum account/);
    expect(await signIn(email, "another text 9")).toEqual({ kind: "refused" });
    expect(await signIn(email, GOOD)).toMatchObject({ kind: "signed_in" });
  });

  test("one address signing up ten times at once gets one account", async () => {
    const email = "racer@example.org";
    await Promise.allSettled(
      Array.from({ length: 10 }, () => call(runtime, signUpRoute.POST, post({ email, password: GOOD }))),
    );
    expect(await sql`select 1 from users where email = ${email}`).toHaveLength(1);
  });

  test.each([
    ["short", "abc1234"],
    ["common", "password123"],
    ["one character repeated", "aaaaaaaaaaaaaaa"],
    ["the address", "someone@example.org"],
    ["holding the address's name", "someone2026!"],
    ["too long", "x1y2".repeat(100)],
  ])("refuses a password that is %s and names the field", async (_, weak) => {
    const answer = await call(
      runtime,
      signUpRoute.POST,
      post({ email: "someone@example.org", password: weak }),
    );
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "password" }] } });
    expect(answer.text).not.toContain(weak);
  });

  test("refuses another site's request", async () => {
    const body = { email: "csrf@example.org", password: GOOD };
    for (const origin of ["https://evil.example", "null", "http://localhost:3001", undefined]) {
      const answer = await call(runtime, signUpRoute.POST, { method: "POST", body, headers: { origin } });
      expect(answer.status).toBe(403);
    }
    expect(await sql`select 1 from users where email = ${body.email}`).toHaveLength(0);
  });
});

describe("password reset", () => {
  test("by mail once, within an hour, and it signs every session out", async () => {
    const email = "forgetful@example.org";
    await signedUp(email);
    const [user] = await sql`select id from users where email = ${email}`;
    const cookie = await sessionCookie(runtime, user?.id);
    await call(runtime, forgot.POST, post({ email }));
    const token = tokenIn(await mailTo(email, 2));
    const body = { token, password: "a louder river 8" };
    expect((await call(at(Date.now() + 3_601_000), reset.POST, post(body))).status).toBe(410);
    expect((await call(runtime, reset.POST, post({ ...body, password: "short" }))).status).toBe(422);
    expect((await call(runtime, reset.POST, post(body))).status).toBe(200);
    expect((await call(runtime, reset.POST, post(body))).status).toBe(410);
    expect((await call(runtime, profile.GET, { headers: { cookie } })).status).toBe(401);
    expect(await signIn(email, GOOD)).toEqual({ kind: "refused" });
    expect(await signIn(email, body.password)).toMatchObject({ kind: "signed_in" });
    expect(await mailTo(email, 3)).toMatch(/was just changed/);
  });

  test("answers the same for an address without an account, and mails nobody", async () => {
    const known = await call(runtime, forgot.POST, post({ email: "taken@example.org" }));
    const unknown = await call(runtime, forgot.POST, post({ email: "nobody@example.org" }));
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(mailsTo("nobody@example.org")).toEqual([]);
  });
});

describe("sign-in", () => {
  test("an unknown address does the same hashing work as a known one", async () => {
    const { email } = await makeUser(sql, { passwordHash: await hashPassword(GOOD) });
    const time = async (address: string) => {
      const startedAt = process.cpuUsage();
      await signIn(address, "not the password 1");
      const { user, system } = process.cpuUsage(startedAt);
      return user + system;
    };
    const known = Math.min(await time(email), await time(email), await time(email));
    const unknown = Math.min(await time("x1@e.org"), await time("x2@e.org"), await time("x3@e.org"));
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  test("never stops the event loop while it hashes", async () => {
    let longestMs = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 1);
    const startedAt = performance.now();
    await Promise.all([1, 2, 3, 4].map((i) => signIn(`loop${i}@example.org`, "not the password 1")));
    clearInterval(watch);
    const hashingMs = performance.now() - startedAt;
    expect(longestMs).toBeLessThan(hashingMs / 4);
  });

  test("is limited per address, whoever asks, and opens again after the window", async () => {
    const { email } = await makeUser(sql);
    const { attempts, windowSeconds } = ATTEMPT_LIMITS.sign_in.email;
    for (let i = 0; i < attempts; i++) await signIn(email, "wrong");
    await expect(signIn(email, "wrong")).rejects.toMatchObject({ code: "rate_limited" });
    const later = accountDeps(at(Date.now() + (windowSeconds + 1) * 1000));
    expect(await authenticate(later, { email, password: "wrong", network: null })).toEqual({
      kind: "refused",
    });
  }, 20_000);

  test("a disabled account is refused like a wrong password, and its sessions end", async () => {
    const { email, userId } = await makeUser(sql, { passwordHash: await hashPassword(GOOD) });
    const cookie = await sessionCookie(runtime, userId);
    expect((await call(runtime, profile.GET, { headers: { cookie } })).status).toBe(200);
    await sql`update users set disabled_at = now() where id = ${userId}`;
    expect(await signIn(email, GOOD)).toEqual({ kind: "refused" });
    expect((await call(runtime, profile.GET, { headers: { cookie } })).status).toBe(401);
  });
});

describe("sign-in through a provider", () => {
  const identity = { provider: "google", providerAccountId: "1", emailVerified: true, name: "Ada" };

  test("makes an account once and finds it again, even under a new address", async () => {
    const first = await oauthSignIn(runtime, { ...identity, email: "ada@example.org" });
    expect(first).not.toBeNull();
    expect(await oauthSignIn(runtime, { ...identity, email: "ada@other.example" })).toBe(first);
  });

  test("never trusts an unproven address", async () => {
    const { email } = await makeUser(sql);
    const unproven = { ...identity, providerAccountId: "2", email, emailVerified: false };
    expect(await oauthSignIn(runtime, unproven)).toBeNull();
    expect(await oauthSignIn(runtime, { ...identity, providerAccountId: "3", email: null })).toBeNull();
  });

  test("drops the password of an account whose address nobody had proven", async () => {
    await signUp("squatted@example.org");
    const userId = await oauthSignIn(runtime, {
      ...identity,
      providerAccountId: "4",
      email: "squatted@example.org",
    });
    expect(userId).not.toBeNull();
    expect(await signIn("squatted@example.org", GOOD)).toEqual({ kind: "refused" });
  });
});

describe("sessions", () => {
  test("are listed, ended one by one and all at once, and a forged cookie opens nothing", async () => {
    const { userId } = await makeUser(sql);
    const [here, there, elsewhere] = [
      await sessionCookie(runtime, userId),
      await sessionCookie(runtime, userId),
      await sessionCookie(runtime, userId),
    ];
    const as = (cookie: string) => ({ headers: { cookie } });
    const listed = await call(runtime, sessions.GET, as(here));
    const rows = listed.body.sessions as { id: string; current: boolean }[];
    expect(rows.filter(({ current }) => current)).toHaveLength(1);
    expect(rows).toHaveLength(3);
    const thereId = ((await call(runtime, sessions.GET, as(there))).body.sessions as typeof rows).find(
      (s) => s.current,
    )?.id;
    const params = { id: thereId ?? "" };
    expect((await call(runtime, session.DELETE, { method: "DELETE", params, ...as(here) })).status).toBe(200);
    expect((await call(runtime, profile.GET, as(there))).status).toBe(401);
    expect((await call(runtime, sessions.DELETE, { method: "DELETE", ...as(here) })).body).toEqual({
      ended: 1,
    });
    expect((await call(runtime, profile.GET, as(elsewhere))).status).toBe(401);
    expect((await call(runtime, profile.GET, as(here))).status).toBe(200);
    expect((await call(runtime, profile.GET, as(`${here.slice(0, -3)}AAA`))).status).toBe(401);
  });

  test("a changed password ends all other sessions", async () => {
    const { userId } = await makeUser(sql, { passwordHash: await hashPassword(GOOD) });
    const [here, there] = [await sessionCookie(runtime, userId), await sessionCookie(runtime, userId)];
    const change = (current: string) =>
      call(runtime, password.PUT, {
        method: "PUT",
        body: { current_password: current, password: "a louder river 8" },
        headers: { cookie: here },
      });
    expect(await change("not it")).toMatchObject({
      status: 422,
      body: { errors: [{ path: "current_password" }] },
    });
    expect((await change(GOOD)).status).toBe(200);
    expect((await call(runtime, profile.GET, { headers: { cookie: there } })).status).toBe(401);
    expect((await call(runtime, profile.GET, { headers: { cookie: here } })).status).toBe(200);
  });
});

describe("members", () => {
  async function team(seats: "agent" | null) {
    const owner = await makeUser(sql);
    if (seats !== null) await makeSubscription(sql, owner.organizationId, { plan: seats });
    const cookie = await sessionCookie(runtime, owner.userId);
    const invite = (email: string) =>
      call(runtime, members.POST, { method: "POST", body: { email }, headers: { cookie } });
    return { owner, cookie, invite };
  }

  test("an invited person joins by the mailed link, once, and only with the invited address", async () => {
    const { owner, invite } = await team("agent");
    const guest = await makeUser(sql);
    const other = await makeUser(sql);
    expect((await invite(guest.email)).status).toBe(201);
    const body = { token: tokenIn(await mailTo(guest.email)) };
    const acceptAs = async (userId: string) =>
      call(runtime, accept.POST, {
        method: "POST",
        body,
        headers: { cookie: await sessionCookie(runtime, userId) },
      });
    expect((await acceptAs(other.userId)).status).toBe(403);
    expect(await acceptAs(guest.userId)).toMatchObject({
      status: 200,
      body: { organization_id: owner.organizationId },
    });
    expect((await acceptAs(guest.userId)).status).toBe(410);
    const cookie = await sessionCookie(runtime, guest.userId);
    const choose = { method: "PUT", body: { id: owner.organizationId }, headers: { cookie } };
    expect((await call(runtime, organization.PUT, choose)).status).toBe(200);
    expect((await call(runtime, members.GET, { headers: { cookie } })).body.members).toHaveLength(2);
    const asMember = { method: "POST", body: { email: "x@example.org" }, headers: { cookie } };
    expect((await call(runtime, members.POST, asMember)).status).toBe(403);
  });

  test("invitations never go past the plan's seats, however many at once", async () => {
    const { owner, invite } = await team("agent");
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, i) => invite(`seat${i}@${owner.userId}.example`)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(5);
    expect((await (await team(null)).invite("a@example.org")).status).toBe(402);
  });

  test("an organisation keeps an owner", async () => {
    const { owner, cookie } = await team("agent");
    const params = { id: owner.userId };
    expect(
      (await call(runtime, member.DELETE, { method: "DELETE", params, headers: { cookie } })).status,
    ).toBe(409);
    const demote = { method: "PATCH", params, body: { role: "member" }, headers: { cookie } };
    expect((await call(runtime, member.PATCH, demote)).status).toBe(409);
  });
});

describe("saved places", () => {
  test("live in nested folders that go with everything in them", async () => {
    const { userId } = await makeUser(sql);
    const headers = { cookie: await sessionCookie(runtime, userId) };
    const save = (name: string, folder: string[]) =>
      call(runtime, places.POST, { method: "POST", body: { name, geohash: "9q8yyk", folder }, headers });
    const saved = await save("Mission", ["Homes", "South side"]);
    await save("Castro", ["Homes"]);
    await save("Office", []);
    const listed = await call(runtime, places.GET, { headers });
    expect(listed.body.folders).toEqual([
      { path: "homes", name: "Homes" },
      { path: "homes.south_20_side", name: "South side" },
    ]);
    const params = { id: String(saved.body.id) };
    const other = { cookie: await sessionCookie(runtime, (await makeUser(sql)).userId) };
    expect((await call(runtime, place.DELETE, { method: "DELETE", params, headers: other })).status).toBe(
      404,
    );
    const removed = await call(runtime, places.DELETE, { method: "DELETE", path: "/?folder=homes", headers });
    expect(removed.body).toEqual({ removed: 2 });
    const left = await call(runtime, places.GET, { headers });
    expect(left.body).toMatchObject({ folders: [], places: [{ name: "Office" }] });
  });
});

describe("deleting an account", () => {
  test("takes everything that is the person's alone and asks for the password", async () => {
    const { userId, organizationId } = await makeUser(sql, { passwordHash: await hashPassword(GOOD) });
    const headers = { cookie: await sessionCookie(runtime, userId) };
    const remove = (body: unknown) => call(runtime, profile.DELETE, { method: "DELETE", body, headers });
    expect((await remove({})).status).toBe(422);
    expect((await remove({ password: GOOD })).status).toBe(200);
    expect((await call(runtime, profile.GET, { headers })).status).toBe(401);
    for (const table of ["users", "organizations"]) {
      const rows = await sql`select 1 from ${sql(table)} where id in (${userId}, ${organizationId})`;
      expect(rows).toHaveLength(0);
    }
  });

  test("is refused to the last owner of a team", async () => {
    const owner = await makeUser(sql);
    const { userId } = await makeUser(sql);
    await sql`insert into organization_members values (${owner.organizationId}, ${userId}, 'member')`;
    const headers = { cookie: await sessionCookie(runtime, owner.userId) };
    expect((await call(runtime, profile.DELETE, { method: "DELETE", body: {}, headers })).status).toBe(409);
  });
});

describe("demo account", () => {
  test("exists only once it is seeded, has both plans, and cannot be taken over", async () => {
    expect(await signIn(DEMO_EMAIL, DEMO_PASSWORD)).toEqual({ kind: "refused" });
    await seedDemoAccount(runtime, { cityIds: ["sf"] });
    await seedDemoAccount(runtime, { cityIds: ["sf"] });
    const outcome = await signIn(DEMO_EMAIL, DEMO_PASSWORD);
    const userId = outcome.kind === "signed_in" ? outcome.userId : "";
    const plans = await sql`
      select s.plan from api_subscriptions s join organization_members m using (organization_id)
      where m.user_id = ${userId} and s.status = 'active' order by 1`;
    expect(plans.map(({ plan }) => plan)).toEqual(["agent", "city", "resident"]);
    const headers = { cookie: await sessionCookie(runtime, userId) };
    const body = { current_password: DEMO_PASSWORD, password: GOOD };
    expect((await call(runtime, password.PUT, { method: "PUT", body, headers })).status).toBe(403);
    expect((await call(runtime, profile.DELETE, { method: "DELETE", body: {}, headers })).status).toBe(403);
    await call(runtime, forgot.POST, post({ email: DEMO_EMAIL }));
    expect(mailsTo(DEMO_EMAIL)).toEqual([]);
  });
});
