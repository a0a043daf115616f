import { v7 } from "uuid";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { limiterFlushed, recentCount, reserve } from "@/lib/abuse/limiter";
import { LIMITS } from "@/lib/abuse/limits";
import { encodeGeohash } from "@/lib/geo/geohash";
import { toScoredReport } from "@/lib/neighborhoods/score-pass";
import { queryCellReports } from "@/lib/reports/cell-reports";
import { SOURCE_CAP_POINTS } from "@/lib/scoring/constants";
import { scoreCell } from "@/lib/scoring/score";
import { meterCalls } from "../support/call-meter";
import { getReport, postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

/** Twenty minutes into an hour, so that no test crosses into the next one by accident. */
const HOUR = 3_600_000;
const NOW = (Math.floor(Date.now() / HOUR) + 1) * HOUR + 20 * 60_000;
const runtime = { ...(await testRuntime({ STRATUM_TRUST_PROXY: "1" })), now: () => NOW };
const meter = meterCalls(runtime);
const { perHour } = LIMITS.report.device;

let sender = 0;
beforeEach(() => {
  sender++;
});

/** Headers of a phone; each test has networks of its own. */
function phone(device: string | null, network = 1): Record<string, string> {
  return {
    "x-forwarded-for": `10.${sender}.${network >> 8}.${network & 255}`,
    ...(device !== null && { "x-device-id": `device-${device}` }),
  };
}

function body(fields = {}) {
  return reportBody({ id: v7({ msecs: NOW }), ...fields });
}

function post(headers: Record<string, string>, fields = {}): Promise<Response> {
  return postReport(runtime, body(fields), headers);
}

/** Statuses of `count` reports, sixteen at a time. */
async function postMany(
  count: number,
  headers: (n: number) => Record<string, string>,
  fields = {},
): Promise<number[]> {
  const statuses: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) statuses.push((await post(headers(next++), fields)).status);
  };
  await Promise.all(Array.from({ length: 16 }, work));
  await limiterFlushed();
  return statuses;
}

describe("the limit of a device", () => {
  test("lets exactly its number of reports through, tells how long to wait, and stops nobody else", async () => {
    const statuses = await postMany(perHour, () => phone("busy"));
    expect(new Set(statuses)).toEqual(new Set([201]));
    const refused = await post(phone("busy"));
    expect(refused.status).toBe(429);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(2 * 3_600);
    expect((await post(phone("other"))).status).toBe(201);
  });

  test("holds for a burst at once", async () => {
    const burst = await Promise.all(Array.from({ length: perHour + 20 }, () => post(phone("burst"))));
    expect(burst.filter(({ status }) => status === 201)).toHaveLength(perHour);
    await limiterFlushed();
  });

  test("counts neither refused bodies nor repeats, and answers a repeat even past the limit", async () => {
    const first = body();
    expect((await postReport(runtime, first, phone("mixed"))).status).toBe(201);
    for (let n = 0; n < 10; n++) {
      expect((await post(phone("mixed"), { severity: 9 })).status).toBe(422);
      expect((await postReport(runtime, first, phone("mixed"))).status).toBe(200);
    }
    expect(new Set(await postMany(perHour - 1, () => phone("mixed")))).toEqual(new Set([201]));
    expect((await post(phone("mixed"))).status).toBe(429);
    expect((await postReport(runtime, first, phone("mixed"))).status).toBe(200);
  });

  test("slides: half an hour into the next hour, half of the last hour's reports still count", async () => {
    const start = NOW - (NOW % HOUR) + 10 * HOUR;
    const at = (now: number) => ({ ...runtime, now: () => now });
    const counter = LIMITS.report.device.counter;
    const used = (now: number) => recentCount(at(now), counter, "slider");
    for (let n = 0; n < 40; n++) (await reserve(at(start), counter, "slider")).commit();
    await limiterFlushed();
    expect(await used(start + HOUR - 1)).toBeCloseTo(40, 2);
    expect(await used(start + 1.5 * HOUR)).toBeCloseTo(20, 2);
    expect(await used(start + 2 * HOUR)).toBe(0);
  });

  test("a sender without a device id is counted by its network, IPv6 by the /64", async () => {
    const { counter, perHour: limit } = LIMITS.report.deviceless;
    const address = (host: number) => ({ "x-forwarded-for": `2001:db8:${sender}:7::${host.toString(16)}` });
    for (let n = 0; n < limit - 10; n++)
      (await reserve(runtime, counter, `2001:db8:${sender}:7::/64`)).commit();
    expect(new Set(await postMany(10, (n) => address(n + 1)))).toEqual(new Set([201]));
    expect((await post(address(9_999))).status).toBe(429);
    expect((await post({ "x-forwarded-for": `2001:db8:${sender}:8::1` })).status).toBe(201);
  });

  test("holds across processes but for less than one block each", async () => {
    const { counter } = LIMITS.report.device;
    const {
      recentCount: countElsewhere,
      reserve: reserveElsewhere,
      limiterFlushed: flushedElsewhere,
    } = await anotherProcess();
    for (let n = 0; n < 20; n++) (await reserve(runtime, counter, "shared")).commit();
    await limiterFlushed();
    for (let n = 0; n < counter.block; n++) (await reserveElsewhere(runtime, counter, "shared")).commit();
    await flushedElsewhere();
    expect(await countElsewhere(runtime, counter, "shared")).toBe(20 + counter.block);
  });
});

/** The limiter with a memory of its own, as another process has it. */
async function anotherProcess(): Promise<typeof import("@/lib/abuse/limiter")> {
  vi.resetModules();
  return import("@/lib/abuse/limiter");
}

describe("the cost of the limits", () => {
  test("1,000 honest devices, each on its own network, pay with nothing: one call and two write units a report", async () => {
    await post(phone("warm-up"));
    meter.reset();
    const statuses = await postMany(1_000, (n) => phone(`honest-${n}`, n));
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(Object.fromEntries(meter.calls)).toEqual({ PutItemCommand: 1_000 });
    expect(Object.fromEntries(meter.writeUnits)).toEqual({ reports: 1_000, "city_id-time": 1_000 });
  });

  test("even a device that uses its limit up costs at most half a write unit more a report", async () => {
    meter.reset();
    await postMany(perHour, () => phone("greedy"));
    expect(meter.writeUnits.get("reports")).toBe(perHour);
    expect(meter.writeUnits.get("city_id-time")).toBe(perHour);
    expect(meter.writeUnits.get("activity") ?? 0).toBeLessThanOrEqual(perHour / 2);
  });

  test("the longest note, in whatever script, still costs two write units", async () => {
    const notes = [
      "x".repeat(280),
      "水".repeat(280),
      "𝔞😀🚧".repeat(93),
      randomCharacters(280, 0x4e00, 0x9fff),
      randomCharacters(280, 0x1f300, 0x1f5ff),
    ];
    for (const note of notes) {
      meter.reset();
      const sent = body({
        note,
        lat: -77.123456,
        lng: -122.123456,
        layer: "vibe",
        category: "early_construction",
      });
      const response = await postReport(runtime, sent, phone("writer", 77));
      expect([
        response.status,
        meter.writeUnits.get("reports"),
        meter.writeUnits.get("city_id-time"),
      ]).toEqual([201, 1, 1]);
      const { note: told, note_held: held } = await (await getReport(runtime, sent.id)).json();
      expect(held ? note : told).toBe(note.normalize("NFC"));
    }
  });
});

function randomCharacters(count: number, from: number, to: number): string {
  const points = Array.from({ length: count }, () => from + Math.floor(Math.random() * (to - from)));
  return String.fromCodePoint(...points);
}

test("1,000 reports of one network pass without a proof of work, and move a cell's score by the published cap at most", async () => {
  meter.reset();
  const place = { lat: 51.5, lng: 0.1, severity: 5 };
  const statuses = await postMany(1_000, (n) => phone(`neighbor-${n}`), place);
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect(meter.writeUnits.get("activity") ?? 0).toBeLessThanOrEqual(500);
  const asOf = NOW;
  const reports = await queryCellReports(runtime, encodeGeohash([place.lng, place.lat], 6), { asOf });
  expect(reports).toHaveLength(1_000);
  const { scores } = scoreCell(reports.map(toScoredReport), { model: "classic", asOf });
  expect(scores.safety).toBe(100 - SOURCE_CAP_POINTS);
});
