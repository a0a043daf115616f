import { PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { toItem } from "@/lib/reports/report-item";
import { submitReport } from "@/lib/reports/submit-report";
import { deleteReport, getReport, postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });

async function storedItems(): Promise<Record<string, unknown>[]> {
  const { dynamo } = runtime;
  const page = await dynamo.documents.send(new ScanCommand({ TableName: dynamo.tables.reports }));
  return page.Items ?? [];
}

describe("POST /api/reports", () => {
  test("stores a new report under the designed keys and answers 201 with its public form", async () => {
    const body = reportBody({ note: "  The lamp is out\r\nsince May  " });
    const response = await postReport(runtime, body);
    const report = await response.json();
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/api/reports/${body.id}`);
    expect(report).toMatchObject({
      id: body.id,
      geohash: "9q8yyk",
      city_id: "sf",
      layer: "safety",
      category: "poor_lighting",
      severity: 3,
      note: "The lamp is out\nsince May",
      status: "open",
      confirmations: { still_there: 0, gone: 0 },
    });
    const item = (await storedItems()).find(({ id }) => id === body.id);
    expect(item).toMatchObject({
      geohash: "9q8yyk",
      timestamp_id: `${report.created_at}#${body.id}`,
      city_id: "sf",
      city_shard: "sf#0",
      lat: 37.77493,
      lng: -122.41942,
      revision: 1,
      expires_at: Math.floor(Date.parse(report.created_at) / 1000) + 90 * 86_400,
    });
  });

  test("answers a repeat with 200 and the same body, and stores it once", async () => {
    const body = reportBody();
    const first = await postReport(runtime, body);
    const second = await postReport(runtime, { ...body, note: null });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await second.text()).toBe(await first.text());
    expect((await storedItems()).filter(({ id }) => id === body.id)).toHaveLength(1);
  });

  test.each([
    ["severity", { severity: 4 }],
    ["note", { note: "different" }],
    ["category", { category: "hazard" }],
    ["position in the same cell", { lat: 37.77494 }],
    ["position in another cell", { lat: 37.8 }],
    ["position in another city", { lat: 30.27, lng: -97.74 }],
  ])("refuses the same id with another %s", async (_, change) => {
    const body = reportBody();
    await postReport(runtime, body);
    const altered = await postReport(runtime, { ...body, ...change });
    expect(altered.status).toBe(422);
    expect(await altered.json()).toMatchObject({ errors: [{ path: "id" }] });
    expect((await storedItems()).filter(({ id }) => id === body.id)).toHaveLength(1);
  });

  test("an id that another process stored in another cell is found through the index", async () => {
    const createdAt = runtime.now() - 60_000;
    const id = v7({ msecs: createdAt });
    const { report } = await submitReport(runtime, {
      ...{ lat: 30.27, lng: -97.74, layer: "vibe", category: "noise", severity: 2, note: null },
    });
    const item = toItem({ ...report, id, createdAt }, "austin#0");
    await runtime.dynamo.documents.send(
      new PutCommand({ TableName: runtime.dynamo.tables.reports, Item: item }),
    );
    const moved = await postReport(runtime, reportBody({ id }));
    expect(moved.status).toBe(422);
    expect(await moved.json()).toMatchObject({ errors: [{ path: "id" }] });
  });

  test("without an id the server makes one of its own time", async () => {
    const { id: _, ...body } = reportBody();
    const report = await (await postReport(runtime, body)).json();
    expect(report.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(Math.abs(Date.parse(report.created_at) - Date.now())).toBeLessThan(60_000);
  });

  test("takes the clock window to the millisecond", async () => {
    const now = 1_795_000_000_000;
    const at = { ...runtime, now: () => now };
    const statusAt = async (msecs: number): Promise<number> =>
      (await postReport(at, reportBody({ id: v7({ msecs }) }))).status;
    expect(await statusAt(now + 120_000)).toBe(201);
    expect(await statusAt(now + 120_001)).toBe(422);
    expect(await statusAt(now - 7 * 86_400_000)).toBe(201);
    expect(await statusAt(now - 7 * 86_400_000 - 1)).toBe(422);
  });

  test("keeps −0 and ±180 on one meridian", async () => {
    const east = await (await postReport(runtime, reportBody({ lat: -0, lng: 180 }))).json();
    const west = await (await postReport(runtime, reportBody({ lat: 0, lng: -180 }))).json();
    expect([east.lat, east.lng, east.geohash]).toEqual([west.lat, west.lng, west.geohash]);
    expect(east.city_id).toBe("world");
  });
});

describe("taking a report back", () => {
  const mine = { "x-device-id": "device-of-mine" };

  test("hides it for good, erases the text, and a late retry cannot bring it back", async () => {
    const body = reportBody({ note: "my own words" });
    await postReport(runtime, body, mine);
    expect((await deleteReport(runtime, String(body.id), mine)).status).toBe(204);
    expect((await deleteReport(runtime, String(body.id), mine)).status).toBe(204);
    expect((await getReport(runtime, String(body.id))).status).toBe(404);
    expect((await postReport(runtime, body, mine)).status).toBe(410);
    expect(JSON.stringify(await storedItems())).not.toContain("my own words");
  });

  test("is for the device that sent it", async () => {
    const body = reportBody();
    await postReport(runtime, body, mine);
    expect((await deleteReport(runtime, String(body.id), { "x-device-id": "another-device" })).status).toBe(
      403,
    );
    expect((await deleteReport(runtime, String(body.id))).status).toBe(403);
    expect((await getReport(runtime, String(body.id))).status).toBe(200);
  });

  test("ends after ten minutes", async () => {
    const body = reportBody();
    await postReport(runtime, body, mine);
    const later = { ...runtime, now: () => Date.now() + 10 * 60_000 + 1_000 };
    expect((await deleteReport(later, String(body.id), mine)).status).toBe(403);
  });
});
