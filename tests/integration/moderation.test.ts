import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import * as undoRoute from "@/app/api/moderation/decisions/[id]/undo/route";
import * as decisionsRoute from "@/app/api/moderation/decisions/route";
import * as photosRoute from "@/app/api/moderation/photos/[id]/route";
import * as queueRoute from "@/app/api/moderation/queue/route";
import { makeUser } from "../support/account-fixtures";
import { call, sessionCookie } from "../support/account-requests";
import { collection } from "../support/count-items";
import {
  confirm,
  deleteReport,
  flag,
  getPhoto,
  getReport,
  listMessages,
  postMessage,
  postPhoto,
  postReport,
  reportBody,
} from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const dataDir = await mkdtemp(join(tmpdir(), "stratum-moderation-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const runtime = await testRuntime({ STRATUM_LIMITS: "off", STRATUM_DATA_DIR: dataDir });
const operator = await makeUser(runtime.sql);
await runtime.sql`update users set role = 'operator' where id = ${operator.userId}`;
const cookie = await sessionCookie(runtime, operator.userId);
const mine = { "x-device-id": "device-of-mine" };
const HELD_NOTE = "call John Smith at 415-555-0132";

interface Entry {
  readonly report_id: string;
  readonly message_id: string | null;
  readonly reasons: string[];
  readonly text: string | null;
}

/** What waits for a moderator about one report. */
async function waitingFor(id: string): Promise<Entry[]> {
  const { body } = await call(runtime, queueRoute.GET, { path: "/?limit=100", headers: { cookie } });
  return (body as { waiting: Entry[] }).waiting.filter((entry) => entry.report_id === id);
}

async function decide(id: string, decision: string, messageId: string | null = null): Promise<string> {
  const answer = await call(runtime, decisionsRoute.POST, {
    method: "POST",
    headers: { cookie },
    body: { report_id: id, geohash: "9q8yyk", message_id: messageId, decision, reason: "seen" },
  });
  expect(answer.status).toBe(201);
  return String(answer.body.id);
}

async function undo(decisionId: string): Promise<number> {
  const params = { id: decisionId };
  return (await call(runtime, undoRoute.POST, { method: "POST", params, headers: { cookie }, body: {} }))
    .status;
}

async function newReport(note: string | null = null): Promise<string> {
  const body = reportBody({ note });
  expect((await postReport(runtime, body, mine)).status).toBe(201);
  return body.id;
}

const publicReport = async (id: string) => (await getReport(runtime, id)).json();

describe("a held note", () => {
  test("is not told, waits with its words and why, and is told once it is kept", async () => {
    const id = await newReport(HELD_NOTE);
    expect(await publicReport(id)).toMatchObject({ note: null, note_held: true });
    expect(await waitingFor(id)).toMatchObject([{ reasons: ["name", "phone"], text: HELD_NOTE }]);
    await decide(id, "keep");
    expect(await publicReport(id)).toMatchObject({ note: HELD_NOTE, note_held: false });
    expect(await waitingFor(id)).toEqual([]);
  });

  test("that is removed stays unseen while the signal stays, and an undone decision waits again", async () => {
    const id = await newReport(HELD_NOTE);
    const decision = await decide(id, "remove_text");
    expect(await publicReport(id)).toMatchObject({ note: null, status: "open" });
    expect(await waitingFor(id)).toEqual([]);
    expect(await undo(decision)).toBe(200);
    expect(await waitingFor(id)).toHaveLength(1);
    await decide(id, "keep");
    expect(await publicReport(id)).toMatchObject({ note: HELD_NOTE });
  });

  test("does not keep its sender from getting the same answer again", async () => {
    const body = reportBody({ note: HELD_NOTE });
    const first = await postReport(runtime, body, mine);
    const again = await postReport(runtime, body, mine);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.text()).toBe(await first.text());
  });
});

describe("a flagged-out report", () => {
  async function flaggedOut(): Promise<string> {
    const id = await newReport("nothing wrong with this");
    for (const n of [1, 2, 3]) await flag(runtime, id, { reason: "spam" }, { "x-device-id": `flagger-${n}` });
    expect((await getReport(runtime, id)).status).toBe(404);
    return id;
  }

  test("comes back when it is kept, and needs three new flags to go again", async () => {
    const id = await flaggedOut();
    expect(await waitingFor(id)).toMatchObject([{ reasons: ["flag:spam"] }]);
    await decide(id, "keep");
    expect((await getReport(runtime, id)).status).toBe(200);
    expect((await flag(runtime, id, { reason: "spam" }, { "x-device-id": "flagger-1" })).status).toBe(200);
    for (const n of [4, 5]) await flag(runtime, id, { reason: "spam" }, { "x-device-id": `flagger-${n}` });
    expect((await getReport(runtime, id)).status).toBe(200);
    await flag(runtime, id, { reason: "spam" }, { "x-device-id": "flagger-6" });
    expect((await getReport(runtime, id)).status).toBe(404);
  });

  test("stays away when it is hidden, until that is undone and it is kept", async () => {
    const id = await flaggedOut();
    const decision = await decide(id, "hide");
    expect(await waitingFor(id)).toEqual([]);
    expect((await getReport(runtime, id)).status).toBe(404);
    await undo(decision);
    expect(await waitingFor(id)).toHaveLength(1);
    await decide(id, "keep");
    expect((await getReport(runtime, id)).status).toBe(200);
  });
});

describe("a photo", () => {
  test("is seen by moderators before anybody else, and by everybody once it is kept", async () => {
    const id = await newReport();
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    await postPhoto(runtime, id, png, mine);
    expect(await waitingFor(id)).toMatchObject([{ reasons: ["photo"] }]);
    const seen = await call(runtime, photosRoute.GET, { params: { id }, headers: { cookie } });
    expect([seen.status, seen.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect((await getPhoto(runtime, id)).status).toBe(404);
    const decision = await decide(id, "keep");
    expect((await getPhoto(runtime, id)).status).toBe(200);
    await undo(decision);
    await decide(id, "remove_photo");
    expect((await getPhoto(runtime, id)).status).toBe(404);
    expect((await publicReport(id)).photo).toBeNull();
  });
});

describe("a held message", () => {
  test("is told once it is kept, and not when it is removed", async () => {
    const id = await newReport();
    const words = "more at www.example.test";
    const { id: messageId } = await (await postMessage(runtime, id, { text: words }, mine)).json();
    expect(await waitingFor(id)).toMatchObject([{ message_id: messageId, reasons: ["link"], text: words }]);
    const told = async () => (await (await listMessages(runtime, id)).json()).messages;
    const removal = await decide(id, "remove_text", messageId);
    expect(await told()).toEqual([]);
    await undo(removal);
    await decide(id, "keep", messageId);
    expect(await told()).toMatchObject([{ id: messageId, text: words }]);
  });
});

describe("decisions", () => {
  test("are logged with who and when, and can be taken back once, the newest first", async () => {
    const id = await newReport(HELD_NOTE);
    const first = await decide(id, "keep");
    const second = await decide(id, "hide");
    expect(await undo(first)).toBe(409);
    expect(await undo(second)).toBe(200);
    expect(await undo(second)).toBe(404);
    const { body } = await call(runtime, decisionsRoute.GET, { path: "/?limit=2", headers: { cookie } });
    expect(body.decisions).toMatchObject([
      { id: second, decision: "hide", decided_by: operator.email, undone_by: operator.email },
      { id: first, decision: "keep", reason: "seen", report_id: id, undone_at: null },
    ]);
    const audited = await runtime.sql`select action from account_audit where subject = ${id} order by id`;
    expect(audited.map(({ action }) => action)).toEqual([
      "moderation.decided",
      "moderation.decided",
      "moderation.undone",
    ]);
  });

  test("do not overrule what changed since the report was read", async () => {
    const id = await newReport(HELD_NOTE);
    const raced = await Promise.all([
      decide(id, "keep").catch(() => "conflict"),
      confirm(runtime, id, { kind: "still_there" }, { "x-device-id": "device-of-a-neighbor" }),
    ]);
    expect((await publicReport(id)).confirmations.still_there).toBe(1);
    expect(raced[0] === "conflict" || (await publicReport(id)).note === HELD_NOTE).toBe(true);
  });

  test("about a report that was taken back are refused, and it leaves the queue", async () => {
    const id = await newReport(HELD_NOTE);
    await deleteReport(runtime, id, mine);
    expect(await waitingFor(id)).toEqual([]);
    const answer = await call(runtime, decisionsRoute.POST, {
      method: "POST",
      headers: { cookie },
      body: { report_id: id, geohash: "9q8yyk", decision: "keep" },
    });
    expect(answer.status).toBe(404);
    const later = { ...runtime, now: () => Date.now() + 120_000 };
    await call(later, queueRoute.GET, { headers: { cookie } });
    expect((await collection(runtime, "queue")).filter((entry) => entry.report_id === id)).toEqual([]);
  });

  test("leave nothing behind in the record when the item did not take them", async () => {
    const before = await runtime.sql`select count(*) from moderation_decisions`;
    const answer = await call(runtime, decisionsRoute.POST, {
      method: "POST",
      headers: { cookie },
      body: { report_id: "01900000-0000-7000-8000-000000000000", geohash: "9q8yyk", decision: "keep" },
    });
    expect(answer.status).toBe(404);
    expect(await runtime.sql`select count(*) from moderation_decisions`).toEqual(before);
  });

  test("keep no words of residents in PostgreSQL", async () => {
    const id = await newReport(HELD_NOTE);
    await decide(id, "remove_text");
    const rows = await runtime.sql`select * from moderation_decisions where report_id = ${id}`;
    expect(JSON.stringify(rows)).not.toContain("555");
  });
});
