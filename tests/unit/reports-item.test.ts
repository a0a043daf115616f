import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { draftReport } from "@/lib/reports/draft-report";
import { cityShard, idOf, reportKey, timestampId } from "@/lib/reports/keys";
import { isLive, isVisible, REPORT_STATUSES } from "@/lib/reports/report";
import { fromItem, type StoredReport, toItem } from "@/lib/reports/report-item";

const NOW = Date.parse("2026-11-21T10:15:30.123Z");
const id = v7({ msecs: NOW });

function draft(fields = {}) {
  const input = {
    id,
    lat: 37.774929,
    lng: -122.419416,
    layer: "vibe",
    category: "noise",
    severity: 2,
    note: null,
  } as const;
  return draftReport({ ...input, ...fields }, NOW, {});
}

describe("draftReport", () => {
  test("takes time and key from the id, rounds the position to 5 decimals, lives 90 days", () => {
    const { report, shard } = draft();
    expect(report).toMatchObject({
      lat: 37.77493,
      lng: -122.41942,
      createdAt: NOW,
      geohash: "9q8yyk",
      cityId: "sf",
    });
    expect(report.expiresAt).toBe(Math.floor(NOW / 1000) + 90 * 86_400);
    expect(shard).toBe("sf#0");
  });

  test("wraps 180 to −180 and knows no −0", () => {
    const { report } = draft({ lat: -0.0000001, lng: 180 });
    expect([Object.is(report.lat, 0), report.lng]).toEqual([true, -180]);
  });
});

describe("keys", () => {
  test("sort by time and name the id", () => {
    expect(timestampId(id)).toBe(`2026-11-21T10:15:30.123Z#${id}`);
    expect(idOf(timestampId(id))).toBe(id);
    expect(reportKey("9q8yyk", id)).toEqual({ geohash: "9q8yyk", timestamp_id: timestampId(id) });
    expect(timestampId(v7({ msecs: NOW + 1 })) > timestampId(id)).toBe(true);
  });

  test("spread the reports of a busy city evenly over its shards, the same report always on the same", () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 4_000; n++) {
      const shard = cityShard({ id: "sf", shards: 4 }, v7());
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(["sf#0", "sf#1", "sf#2", "sf#3"]);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
    expect(cityShard({ id: "sf", shards: 4 }, id)).toBe(cityShard({ id: "sf", shards: 4 }, id));
  });
});

describe("report items", () => {
  const stored = fc.record({
    note: fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 280 }), { nil: null }),
    hidden: fc.boolean(),
    noteHeld: fc.boolean(),
    noteRemoved: fc.boolean(),
    withdrawn: fc.boolean(),
    stillThere: fc.nat(),
    gone: fc.nat(),
    flags: fc.nat(),
    source: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    author: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    photo: fc.constantFrom(null, "held" as const, "shown" as const, "removed" as const),
    status: fc.constantFrom(...REPORT_STATUSES),
    revision: fc.integer({ min: 1 }),
  });

  test("come back as the report they were made of", () => {
    fc.assert(
      fc.property(stored, (fields) => {
        const { report, shard } = draft();
        const full: StoredReport = { ...report, ...fields };
        expect(fromItem(toItem(full, shard))).toEqual(full);
      }),
    );
  });

  test("of a fresh report hold the designed keys and nothing empty", () => {
    const { report, shard } = draft();
    expect(Object.keys(toItem(report, shard)).sort()).toEqual(
      "category city_id city_shard expires_at geohash id lat layer lng revision severity status timestamp_id".split(
        " ",
      ),
    );
  });
});

describe("visibility", () => {
  const { report } = draft();

  test("ends with the second the report expires", () => {
    expect(isVisible(report, report.expiresAt * 1000 - 1)).toBe(true);
    expect(isVisible(report, report.expiresAt * 1000)).toBe(false);
    expect(isVisible({ ...report, hidden: true }, NOW)).toBe(false);
  });

  test("of a closed report stays, but it no longer counts", () => {
    for (const status of REPORT_STATUSES) {
      const moved = { ...report, status };
      expect(isVisible(moved, NOW)).toBe(true);
      expect(isLive(moved, NOW)).toBe(["open", "acknowledged", "in_progress"].includes(status));
    }
  });
});
