import { afterAll, afterEach, expect, inject, test } from "vitest";
import { scanTable } from "../support/count-items";
import { confirm, getReport, listReports, postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";
import { startThrottlingProxy } from "../support/throttling-proxy";

const proxy = await startThrottlingProxy(inject("engines").dynamodbEndpoint);
afterAll(() => proxy.close());
const runtime = await testRuntime({ STRATUM_LIMITS: "off", DYNAMODB_ENDPOINT: proxy.endpoint });

afterEach(() => {
  proxy.rate = 0;
  proxy.fault = "throttle";
});

/** Posts each body, all at once, and answers the statuses. */
async function postAll(bodies: readonly unknown[]): Promise<number[]> {
  const responses = await Promise.all(bodies.map((body) => postReport(runtime, body)));
  for (const response of responses.filter(({ status }) => status === 503)) {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  return responses.map(({ status }) => status);
}

/** Sends again, as a phone does, whatever was answered 503; the last statuses. */
async function postUntilTaken(bodies: readonly unknown[]): Promise<number[]> {
  let statuses = await postAll(bodies);
  for (let round = 0; statuses.includes(503) && round < 10; round++) statuses = await postAll(bodies);
  expect(statuses).not.toContain(503);
  return statuses;
}

async function storedIds(): Promise<Set<unknown>> {
  return new Set((await scanTable(runtime, "reports")).map(({ id }) => id));
}

test.each([0.1, 0.5, 1])(
  "with %d of all calls throttled nothing is acknowledged that is not stored, and a call is tried three times at most",
  async (rate) => {
    const bodies = Array.from({ length: 60 }, () => reportBody());
    proxy.attempts.clear();
    proxy.rate = rate;
    const statuses = await postAll(bodies);
    proxy.rate = 0;
    const stored = await storedIds();
    bodies.forEach(({ id }, n) => {
      expect([201, 503]).toContain(statuses[n]);
      if (statuses[n] !== 503) expect(stored.has(id)).toBe(true);
    });
    expect(Math.max(...proxy.attempts.values())).toBeLessThanOrEqual(3);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(rate === 1 ? 60 : 0);
    await postUntilTaken(bodies);
    const settled = await storedIds();
    expect(bodies.every(({ id }) => settled.has(id))).toBe(true);
  },
);

test("with the answers of half of all calls lost a report is new once, and never lost", async () => {
  const bodies = Array.from({ length: 60 }, () => reportBody());
  proxy.fault = "lose-answer";
  proxy.rate = 0.5;
  const statuses = await postAll(bodies);
  proxy.rate = 0;
  const stored = await storedIds();
  bodies.forEach(({ id }, n) => {
    // The client's own retry met what its first attempt had stored: that is this very report, not a repeat.
    expect([201, 503]).toContain(statuses[n]);
    if (statuses[n] === 201) expect(stored.has(id)).toBe(true);
  });
  expect(statuses).toContain(201);
  const settled = await postUntilTaken(bodies);
  expect(settled.every((status, n) => status === 200 || !stored.has(bodies[n]?.id))).toBe(true);
  const items = await scanTable(runtime, "reports");
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test("reading and confirming answer 503 with Retry-After while everything is throttled", async () => {
  const body = reportBody();
  await postReport(runtime, body);
  proxy.rate = 1;
  const responses = await Promise.all([
    getReport(runtime, body.id),
    listReports(runtime, { geohash: "9q8yyk" }),
    confirm(runtime, body.id, { kind: "gone" }, { "x-device-id": "device-of-a-neighbor" }),
  ]);
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
  for (const { headers } of responses) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
});
