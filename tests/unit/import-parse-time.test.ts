import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { parseTime } from "@/lib/import/parse-time";

const NEW_YORK = "America/New_York";
const LOS_ANGELES = "America/Los_Angeles";
const CHICAGO = "America/Chicago";

const iso = (text: string, zone: string) => {
  const time = parseTime(text, zone);
  return time === null ? null : new Date(time).toISOString();
};

describe("parseTime", () => {
  test.each([
    ["07/04/2021 09:48:00 PM", "2021-07-05T04:48:00.000Z"],
    ["7/4/2021 9:48 pm", "2021-07-05T04:48:00.000Z"],
    ["07/04/2021 12:00:00 AM", "2021-07-04T07:00:00.000Z"],
    ["07/04/2021 12:30:00 PM", "2021-07-04T19:30:00.000Z"],
    ["7/4/21 21:48", "2021-07-05T04:48:00.000Z"],
    ["2021-07-04T21:48:07.250", "2021-07-05T04:48:07.250Z"],
    ["2021-07-04 21:48", "2021-07-05T04:48:00.000Z"],
    ["2021 Jul 04 09:48:00 PM", "2021-07-05T04:48:00.000Z"],
    ["Jul 4, 2021 9:48 PM", "2021-07-05T04:48:00.000Z"],
  ])("reads %s as local time of the city", (text, expected) => {
    expect(iso(text, LOS_ANGELES)).toBe(expected);
  });

  test.each([
    ["2021-07-04T21:48:07Z", "2021-07-04T21:48:07.000Z"],
    ["2021-07-04T21:48:07-05:00", "2021-07-05T02:48:07.000Z"],
    ["2021-07-04T21:48:07+0530", "2021-07-04T16:18:07.000Z"],
    ["2021-07-04 21:48:07 UTC", "2021-07-04T21:48:07.000Z"],
    ["1625435287", "2021-07-04T21:48:07.000Z"],
    ["1625435287000", "2021-07-04T21:48:07.000Z"],
  ])("keeps the zone that %s carries", (text, expected) => {
    expect(iso(text, LOS_ANGELES)).toBe(expected);
  });

  test("takes a date alone as its local noon, in winter and in summer", () => {
    expect(iso("2026-01-10", CHICAGO)).toBe("2026-01-10T18:00:00.000Z");
    expect(iso("07/10/2026", CHICAGO)).toBe("2026-07-10T17:00:00.000Z");
  });

  test("moves a time that the clocks skip forward by the skipped hour", () => {
    expect(iso("03/08/2026 01:59:59 AM", NEW_YORK)).toBe("2026-03-08T06:59:59.000Z");
    expect(iso("03/08/2026 02:30:00 AM", NEW_YORK)).toBe("2026-03-08T07:30:00.000Z");
    expect(iso("03/08/2026 03:00:00 AM", NEW_YORK)).toBe("2026-03-08T07:00:00.000Z");
  });

  test("takes a time that comes twice as the first of the two", () => {
    expect(iso("11/01/2026 12:59:59 AM", NEW_YORK)).toBe("2026-11-01T04:59:59.000Z");
    expect(iso("11/01/2026 01:30:00 AM", NEW_YORK)).toBe("2026-11-01T05:30:00.000Z");
    expect(iso("11/01/2026 02:00:00 AM", NEW_YORK)).toBe("2026-11-01T07:00:00.000Z");
  });

  test.each([
    "",
    "N/A",
    "yesterday",
    "02/30/2021 01:00:00 PM",
    "13/01/2021",
    "2021-07-04T24:00:00",
    "07/04/2021 13:00:00 PM",
    "2021-07-04T21:60:00",
    "01/01/1900 12:00:00 AM",
    "2021-07-04T21:48:07 Mars",
  ])("refuses %j", (text) => {
    expect(parseTime(text, LOS_ANGELES)).toBeNull();
  });

  test("agrees with Luxon wherever a local time exists once", () => {
    const zones = fc.constantFrom(NEW_YORK, LOS_ANGELES, CHICAGO, "Australia/Lord_Howe", "UTC");
    const instants = fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const local = DateTime.fromMillis(instant, { zone });
        fc.pre(local.getPossibleOffsets().length === 1);
        expect(parseTime(local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS"), zone)).toBe(instant);
      }),
    );
  });
});
