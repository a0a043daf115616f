import { expect, test } from "vitest";
import * as messagesRoute from "@/app/api/reports/[id]/messages/route";
import * as statusRoute from "@/app/api/reports/[id]/status/route";
import { makeSubscription, makeUser } from "../support/account-fixtures";
import { call, sessionCookie } from "../support/account-requests";
import { getReport, listMessages, postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });

/** The cookie of somebody whose organisation was granted `cityId`. */
async function staffOf(cityId: string, { paid = true } = {}): Promise<string> {
  const { sql } = runtime;
  const person = await makeUser(sql);
  await sql`insert into city_grants (organization_id, city_id) values (${person.organizationId}, ${cityId})`;
  if (paid) await makeSubscription(sql, person.organizationId, { plan: "city" });
  return sessionCookie(runtime, person.userId);
}

const [ofSanFrancisco, ofAustin, unpaid] = await Promise.all([
  staffOf("sf"),
  staffOf("austin"),
  staffOf("sf", { paid: false }),
]);

async function newReport(): Promise<string> {
  const body = reportBody();
  await postReport(runtime, body, { "x-device-id": "device-of-mine" });
  return body.id;
}

function move(id: string, cookie: string, body: Record<string, unknown>) {
  return call(runtime, statusRoute.POST, { method: "POST", params: { id }, headers: { cookie }, body });
}

test("the city's staff move a report step by step, and residents see each step", async () => {
  const id = await newReport();
  for (const status of ["acknowledged", "in_progress"]) {
    expect((await move(id, ofSanFrancisco, { status })).status).toBe(200);
  }
  const done = await move(id, ofSanFrancisco, { status: "resolved", note: "The lamp was replaced." });
  expect(done.body).toMatchObject({ id, status: "resolved" });
  expect(await (await getReport(runtime, id)).json()).toMatchObject({
    status: "resolved",
    timeline: [
      { status: "acknowledged", by: "city", note: null },
      { status: "in_progress", by: "city", note: null },
      { status: "resolved", by: "city", note: "The lamp was replaced." },
    ],
  });
});

test("a move that makes no sense names the field, and two at once do not both count", async () => {
  const id = await newReport();
  const wrong = await move(id, ofSanFrancisco, { status: "open" });
  expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ path: "status" }]]);
  const raced = await Promise.all(
    ["resolved", "declined"].map((status) => move(id, ofSanFrancisco, { status })),
  );
  const statuses = raced.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect((await (await getReport(runtime, id)).json()).timeline).toHaveLength(1);
});

test("only staff of the report's own city may, while their subscription is active", async () => {
  const id = await newReport();
  expect((await move(id, ofAustin, { status: "resolved" })).status).toBe(403);
  expect((await move(id, unpaid, { status: "resolved" })).status).toBe(402);
  expect((await move(id, "", { status: "resolved" })).status).toBe(401);
  expect((await (await getReport(runtime, id)).json()).status).toBe("open");
});

test("staff write to the residents of their city, and of no other", async () => {
  const id = await newReport();
  const write = (cookie: string) =>
    call(runtime, messagesRoute.POST, {
      method: "POST",
      params: { id },
      headers: { cookie },
      body: { text: "We are on it." },
    });
  expect((await write(ofSanFrancisco)).status).toBe(201);
  expect((await write(ofAustin)).status).toBe(403);
  expect((await (await listMessages(runtime, id)).json()).messages).toMatchObject([
    { author: "city", text: "We are on it." },
  ]);
});
