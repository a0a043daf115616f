import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { readReport } from "@/lib/reports/find-report";
import { isLive } from "@/lib/reports/report";
import { collection } from "../support/count-items";
import {
  confirm,
  flag,
  getReport,
  listMessages,
  postMessage,
  postReport,
  reportBody,
  storeReport,
} from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });
const device = (name: string | number) => ({ "x-device-id": `device-${name}` });

async function statuses(responses: readonly Promise<Response>[]): Promise<number[]> {
  return (await Promise.all(responses)).map(({ status }) => status).sort();
}

describe("confirmations", () => {
  test("count once per device and report, the first word stands", async () => {
    const { id } = await storeReport(runtime);
    const first = await confirm(runtime, id, { kind: "still_there" }, device(1));
    const again = await confirm(runtime, id, { kind: "still_there" }, device(1));
    const changed = await confirm(runtime, id, { kind: "gone" }, device(1));
    expect([first.status, again.status, changed.status]).toEqual([201, 200, 200]);
    expect((await changed.json()).confirmations).toEqual({ still_there: 1, gone: 0 });
  });

  test("two devices that race the same confirmation count once each", async () => {
    const { id } = await storeReport(runtime);
    const tries = [1, 1, 1, 2, 2, 2].map((name) =>
      confirm(runtime, id, { kind: "still_there" }, device(name)),
    );
    expect(await statuses(tries)).toEqual([200, 200, 200, 200, 201, 201]);
    expect((await (await getReport(runtime, id)).json()).confirmations).toEqual({ still_there: 2, gone: 0 });
  });

  test("the counter equals the marks after 1,000 concurrent tries of 100 devices", async () => {
    const { id, geohash } = await (await postReport(runtime, reportBody())).json();
    const tries = Array.from({ length: 1_000 }, (_, n) =>
      confirm(runtime, id, { kind: n % 3 === 0 ? "gone" : "still_there" }, device(n % 100)),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(100);
    expect(statuses.filter((status) => status === 200)).toHaveLength(900);
    const marks = await collection(runtime, `marks#${id}`);
    const report = await readReport(runtime, geohash, id);
    const marked = (kind: string): number => marks.filter((mark) => mark.kind === kind).length;
    expect(report).toMatchObject({ stillThere: marked("still_there"), gone: marked("gone") });
    expect(report?.revision).toBeGreaterThanOrEqual(1 + marks.length);
    expect(marks).toHaveLength(100);
  }, 180_000);

  test("three devices that say gone close a report, more that say it is there open it again", async () => {
    const { id } = await storeReport(runtime);
    for (const n of [1, 2, 3]) await confirm(runtime, id, { kind: "gone" }, device(n));
    expect(await (await getReport(runtime, id)).json()).toMatchObject({
      status: "gone",
      timeline: [{ status: "gone", by: "neighbors" }],
    });
    for (const n of [4, 5, 6]) await confirm(runtime, id, { kind: "still_there" }, device(n));
    expect((await (await getReport(runtime, id)).json()).status).toBe("open");
  });

  test("two that say gone do not close it, nor three against three", async () => {
    const { id } = await storeReport(runtime);
    for (const n of [1, 2]) await confirm(runtime, id, { kind: "gone" }, device(n));
    expect((await (await getReport(runtime, id)).json()).status).toBe("open");
    for (const n of [3, 4, 5]) await confirm(runtime, id, { kind: "still_there" }, device(n));
    await confirm(runtime, id, { kind: "gone" }, device(6));
    expect((await (await getReport(runtime, id)).json()).status).toBe("open");
  });

  test("a kind that is none is named, an unknown report is not found", async () => {
    const { id } = await storeReport(runtime);
    const wrong = await confirm(runtime, id, { kind: "maybe" }, device(1));
    expect(wrong.status).toBe(422);
    expect((await wrong.json()).errors).toMatchObject([{ path: "kind" }]);
    expect((await confirm(runtime, v7(), { kind: "gone" }, device(1))).status).toBe(404);
  });
});

describe("flags", () => {
  test("of three distinct devices hide a report until it is reviewed", async () => {
    const { id, geohash } = await storeReport(runtime);
    expect((await flag(runtime, id, { reason: "spam" }, device(1))).status).toBe(201);
    expect((await flag(runtime, id, { reason: "offensive" }, device(1))).status).toBe(200);
    expect((await flag(runtime, id, { reason: "spam" }, device(2))).status).toBe(201);
    expect((await getReport(runtime, id)).status).toBe(200);
    expect((await flag(runtime, id, { reason: "personal_data" }, device(3))).status).toBe(201);
    expect((await getReport(runtime, id)).status).toBe(404);
    expect((await flag(runtime, id, { reason: "spam" }, device(3))).status).toBe(200);
    const report = await readReport(runtime, geohash, id);
    expect(report).toMatchObject({ flags: 3, hidden: true, revision: 5 });
    expect(report !== null && isLive(report, Date.now())).toBe(false);
  });

  test("that race hide it too", async () => {
    const { id } = await storeReport(runtime);
    await Promise.all([1, 2, 3].map((n) => flag(runtime, id, { reason: "spam" }, device(n))));
    expect((await getReport(runtime, id)).status).toBe(404);
  });
});

describe("messages", () => {
  const author = device("of-the-author");

  async function newReport(): Promise<string> {
    const body = reportBody();
    await postReport(runtime, body, author);
    return body.id;
  }

  test("are told oldest first, by range and in pages", async () => {
    const id = await newReport();
    const now = Date.now();
    const times = [5, 4, 3, 2, 1].map((minutes) => now - minutes * 60_000);
    for (const msecs of times.toReversed()) {
      const message = { id: v7({ msecs }), text: `about ${(now - msecs) / 60_000} minutes ago` };
      expect((await postMessage(runtime, id, message, author)).status).toBe(201);
    }
    const told = async (query: Record<string, string>) => (await listMessages(runtime, id, query)).json();
    const texts = (page: { messages: { text: string }[] }) =>
      page.messages.map(({ text }) => text.slice(6, 7));
    expect(texts(await told({}))).toEqual(["5", "4", "3", "2", "1"]);
    const range = {
      since: new Date(now - 4 * 60_000).toISOString(),
      until: new Date(now - 2 * 60_000).toISOString(),
    };
    expect(texts(await told(range))).toEqual(["4", "3"]);
    const first = await told({ limit: "3" });
    const second = await told({ limit: "3", cursor: first.next_cursor });
    expect([texts(first), texts(second), second.next_cursor]).toEqual([["5", "4", "3"], ["2", "1"], null]);
  });

  test("a retry is answered as before, the same id with other words is refused", async () => {
    const id = await newReport();
    const message = { id: v7(), text: "it got worse" };
    const first = await postMessage(runtime, id, message, author);
    const again = await postMessage(runtime, id, message, author);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.text()).toBe(await first.text());
    expect((await postMessage(runtime, id, { ...message, text: "no" }, author)).status).toBe(422);
    expect((await (await listMessages(runtime, id)).json()).messages).toHaveLength(1);
  });

  test("only the sender of the report may write", async () => {
    const id = await newReport();
    expect((await postMessage(runtime, id, { text: "me too" }, device("other"))).status).toBe(403);
  });

  test("that should be seen by a moderator first are told to nobody else, and wait in the queue", async () => {
    const id = await newReport();
    const held = await postMessage(runtime, id, { text: "call me at 415-555-0132" }, author);
    expect(held.status).toBe(201);
    expect(await held.json()).toMatchObject({ held: true, text: null });
    expect((await (await listMessages(runtime, id)).json()).messages).toEqual([]);
    expect(await collection(runtime, "queue")).toContainEqual(expect.objectContaining({ report_id: id }));
  });

  test("live 90 days and are left out when they are past that, deleted or not", async () => {
    const id = await newReport();
    const message = await (await postMessage(runtime, id, { text: "still here" }, author)).json();
    const [item] = await collection(runtime, `messages#${id}`);
    expect(item).toMatchObject({
      sk: `${message.created_at}#${message.id}`,
      expires_at: Math.floor(Date.parse(message.created_at) / 1000) + 90 * 86_400,
    });
    // The report would be gone too by then; the message's own expiry is what is asked here.
    const { listMessages: read } = await import("@/lib/reports/list-messages");
    const later = { ...runtime, now: () => Date.now() + 91 * 86_400_000 };
    const all = { since: null, until: null, limit: 10, after: null };
    expect((await read(later, id, all)).messages).toEqual([]);
  });
});
