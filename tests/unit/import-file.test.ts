import { describe, expect, test } from "vitest";
import type { ImportSummary } from "@/lib/import/import-summary";
import { importText, KeepingTarget } from "./import-files";

const asOf = "2026-06-30T12:00:00Z";
const HEADING = "Unique Key,Created Date,Complaint Type,Descriptor,Latitude,Longitude,Resolution Description";

/** One CSV row; what is not given is in order. */
function row(
  id: number | string,
  changes: Partial<Record<"at" | "type" | "detail" | "lat" | "lng" | "text", string>> = {},
) {
  const {
    at = "06/20/2026 10:00:00 AM",
    type = "Rodent",
    detail = "Rat Sighting",
    lat = "40.68",
    lng = "-73.95",
    text = "",
  } = changes;
  return [id, at, type, detail, lat, lng, text].join(",");
}
const csv = (...rows: string[]) => [HEADING, ...rows, ""].join("\n");

function total(summary: ImportSummary): number {
  return Object.values(summary.outcomes).reduce((sum, count) => sum + count, 0);
}

describe("importFile", () => {
  test("gives every row exactly one outcome, and the outcomes add up to the rows", async () => {
    const { summary } = await importText(
      "nyc311",
      csv(
        row(1),
        row(2, { at: "06/20/2024 10:00:00 AM" }),
        row(1, { text: "again" }),
        row(3, { lat: "", lng: "" }),
        row(4, { lat: "0", lng: "0" }),
        row(5, { lat: "95" }),
        row(6, { lat: "51.5", lng: "-0.1" }),
        row(7, { at: "06/31/2026 10:00:00 AM" }),
        row(8, { at: "07/01/2026 10:00:00 AM" }),
        row(9, { type: "Something New" }),
        row(10, { type: "HEAT/HOT WATER" }),
        row("", {}),
        "11,06/20/2026",
        row(12, { text: "caf\u00C3\u00A9" }),
      ),
      { asOf },
    );
    expect(summary.outcomes).toEqual({
      added_live: 2,
      added_history: 1,
      already_there: 0,
      changed_since: 0,
      refused: 0,
      ignored_type: 1,
      unknown_type: 1,
      duplicate_in_file: 1,
      no_position: 2,
      outside_world: 1,
      outside_area: 1,
      bad_date: 1,
      future_date: 1,
      no_id: 1,
      unreadable: 1,
    });
    expect(total(summary)).toBe(summary.rows);
    expect(summary.rows).toBe(14);
    expect(summary.garbledRows).toBe(1);
    expect(summary.unknownTypes).toEqual([["Something New", 1]]);
    expect(summary.ignoredTypes).toEqual([["inside a home or a building", 1]]);
  });

  test("adds nothing the second time", async () => {
    const target = new KeepingTarget();
    const text = csv(row(1), row(2), row(3, { at: "01/02/2025 10:00:00 AM" }));
    await importText("nyc311", text, { asOf, target });
    const ids = target.all.map(({ id }) => id);
    const { summary } = await importText("nyc311", text, { asOf: "2026-07-02T08:00:00Z", target });
    expect(summary.outcomes).toMatchObject({ added_live: 0, added_history: 0, already_there: 3 });
    expect(target.all.map(({ id }) => id)).toEqual(ids);
  });

  test("keeps the original time in the id, and tells sources apart", async () => {
    const { target } = await importText("nyc311", csv(row(1)), { asOf });
    const [report] = target.all;
    const time = Number.parseInt(report?.id.replaceAll("-", "").slice(0, 12) ?? "", 16);
    expect(time).toBe(Date.parse("2026-06-20T14:00:00Z"));
    expect(report?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const other = 'CaseID,Opened,Category,Point\n1,06/20/2026 07:00:00 AM,Graffiti,"(37.76, -122.42)"\n';
    const { target: sf } = await importText("sf311", other, { asOf });
    expect(sf.all[0]?.createdAt).toBe(report?.createdAt);
    expect(sf.all[0]?.id).not.toBe(report?.id);
  });

  test("parts live from history at 90 days to the millisecond", async () => {
    const day90 = "2026-09-18T14:00:00.000Z";
    const { target: at } = await importText("nyc311", csv(row(1)), { asOf: day90 });
    expect([at.live.size, at.history.size]).toEqual([0, 1]);
    const { target: before } = await importText("nyc311", csv(row(1)), { asOf: "2026-09-18T13:59:59.999Z" });
    expect([before.live.size, before.history.size]).toEqual([1, 0]);
  });

  test("never carries a word of the row into a note", async () => {
    const { target } = await importText(
      "nyc311",
      csv(row(1, { text: "Jane at 5 Elm", detail: "call 555" })),
      { asOf },
    );
    expect(target.all[0]?.note).toBe("Rats or mice");
  });

  test("a limit stops after so many rows", async () => {
    const { summary } = await importText("nyc311", csv(row(1), row(2), row(3)), { asOf, limit: 2 });
    expect(summary.rows).toBe(2);
    expect(summary.outcomes.added_live).toBe(2);
  });

  test("stray quotes and blank lines are read, and a cut-off row is counted", async () => {
    const { summary } = await importText(
      "nyc311",
      `${csv(row(1, { text: 'a "quoted" word' }), "", row(2, { text: '6" pipe' }))}3,06/20/2026 10:00`,
      { asOf },
    );
    expect(summary.outcomes).toMatchObject({ added_live: 2, unreadable: 1 });
    expect(summary.brokenOff).toBeNull();
  });

  test("a file that breaks off keeps what came before and says so", async () => {
    const item = {
      unique_key: "1",
      created_date: "2026-06-20T10:00:00",
      complaint_type: "Rodent",
      latitude: "40.68",
      longitude: "-73.95",
    };
    const { summary } = await importText("nyc311", `[${JSON.stringify(item)}, {"unique_key": "2", "crea`, {
      asOf,
    });
    expect(summary.outcomes.added_live).toBe(1);
    expect(summary.brokenOff).toMatch(/^after row 1: /);
  });
});

describe("--redate", () => {
  const old = csv(
    row(1, { at: "03/01/2019 08:00:00 AM" }),
    row(2, { at: "03/01/2019 06:00:00 AM" }),
    row(3, { at: "11/01/2018 06:00:00 AM" }),
  );

  test("moves the newest row to now and keeps the distances", async () => {
    const { summary, target } = await importText("nyc311", old, { asOf, redate: true });
    const now = Date.parse(asOf);
    expect([...target.live.values()].map(({ createdAt }) => createdAt)).toEqual([now, now - 2 * 3_600_000]);
    expect(target.history.size).toBe(1);
    expect(summary.redate).toMatchObject({ newestRow: "2019-03-01T13:00:00.000Z", repeated: false });
  });

  test("adds nothing when the same file comes again later", async () => {
    const target = new KeepingTarget();
    const { summary: first } = await importText("nyc311", old, { asOf, redate: true, target });
    const { summary } = await importText("nyc311", old, {
      asOf: "2026-07-03T00:00:00Z",
      redate: true,
      target,
    });
    expect(summary.outcomes).toMatchObject({ added_live: 0, added_history: 0, already_there: 3 });
    expect(summary.redate).toEqual({ ...first.redate, repeated: true });
  });

  test("is not led astray by a row with a mistyped year or one that is not imported", async () => {
    const text = csv(
      row(1, { at: "03/01/2019 08:00:00 AM" }),
      row(2, { at: "03/01/2091 08:00:00 AM" }),
      row(3, { at: "03/05/2019 08:00:00 AM", lat: "" }),
    );
    const { summary, target } = await importText("nyc311", text, { asOf, redate: true });
    expect([...target.live.values()].map(({ createdAt }) => createdAt)).toEqual([Date.parse(asOf)]);
    expect(summary.outcomes).toMatchObject({ future_date: 1, no_position: 1 });
  });
});
