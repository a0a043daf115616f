import { describe, expect, test } from "vitest";
import { importText } from "./import-files";

const asOf = "2026-06-30T00:00:00Z";

/** The one report that each layout below describes, in its own city. */
const SF = { rowId: "900001", createdAt: Date.parse("2026-06-15T04:48:00Z"), position: [-122.42, 37.76] };
const NYC = { rowId: "800001", createdAt: Date.parse("2026-06-15T01:48:00Z"), position: [-73.95, 40.68] };
const AUSTIN = {
  rowId: "26-00000001",
  createdAt: Date.parse("2026-06-15T02:48:00Z"),
  position: [-97.74, 30.27],
};

async function only(source: string, content: string | Uint8Array) {
  const { summary, target } = await importText(source, content, { asOf });
  expect(summary.rows).toBe(1);
  expect(summary.brokenOff).toBeNull();
  expect(target.all).toHaveLength(1);
  return target.all[0];
}

describe("San Francisco", () => {
  test("portal CSV", async () => {
    const csv = [
      '"CaseID","Opened","Closed","Status","Category","Request Type","Latitude","Longitude","Point"',
      '"900001","06/14/2026 09:48:00 PM","","Open","Street Defects","Pavement_Defect","37.76","-122.42","POINT (-122.42 37.76)"',
    ].join("\r\n");
    expect(await only("sf311", csv)).toMatchObject({ ...SF, layer: "infrastructure", category: "pothole" });
  });

  test("SODA CSV", async () => {
    const csv = [
      "service_request_id,requested_datetime,service_name,service_subtype,lat,long,point,source",
      "900001,2026-06-14T21:48:00.000,Noise Report,amplified_sound,37.76,-122.42,\"{'latitude': '37.76'}\",Phone",
      "",
    ].join("\n");
    expect(await only("sf311", csv)).toMatchObject({ ...SF, layer: "vibe", category: "noise", severity: 3 });
  });

  test("older portal CSV with a point and no columns for latitude and longitude", async () => {
    const csv =
      'CaseID,Opened,Category,Request Type,Point\n900001,06/14/2026 21:48,Graffiti,Offensive,"(37.76, -122.42)"\n';
    expect(await only("sf311", csv)).toMatchObject({ ...SF, category: "graffiti", severity: 3 });
  });

  test("GeoJSON, whose geometry counts", async () => {
    const properties = {
      service_request_id: "900001",
      requested_datetime: "2026-06-14T21:48:00.000",
      service_name: "Streetlights",
      service_subtype: "Light_burnt_out",
    };
    const feature = {
      type: "Feature",
      geometry: { type: "Point", coordinates: [-122.42, 37.76] },
      properties,
    };
    for (const indent of [0, 2]) {
      const text = JSON.stringify({ type: "FeatureCollection", features: [feature] }, null, indent);
      expect(await only("sf311", text)).toMatchObject({ ...SF, category: "streetlight_out" });
    }
    expect(await only("sf311", `${JSON.stringify(feature)}\n`)).toMatchObject(SF);
  });
});

describe("New York", () => {
  const soda = {
    unique_key: "800001",
    created_date: "2026-06-14T21:48:00.000",
    complaint_type: "Illegal Parking",
    descriptor: "Blocked Bike Lane",
    latitude: "40.68",
    longitude: "-73.95",
  };
  const expected = { ...NYC, layer: "infrastructure", category: "blocked_road", severity: 3 };

  test.each([
    ["Complaint Type", "Descriptor"],
    ["Problem (formerly Complaint Type)", "Problem Detail (formerly Descriptor)"],
  ])("portal CSV with the headings %s and %s", async (type, detail) => {
    const csv = [
      `Unique Key,Created Date,Agency,${type},${detail},Latitude,Longitude,Location`,
      '800001,06/14/2026 09:48:00 PM,NYPD,Illegal Parking,Blocked Bike Lane,40.68,-73.95,"(40.68, -73.95)"',
    ].join("\n");
    expect(await only("nyc311", csv)).toMatchObject(expected);
  });

  test("portal CSV with the long date format, a byte order mark, and semicolons", async () => {
    const csv = [
      "\uFEFFUnique Key;Created Date;Complaint Type;Descriptor;Latitude;Longitude",
      "800001;2026 Jun 14 09:48:00 PM;Illegal Parking;Blocked Bike Lane;40.68;-73.95",
    ].join("\n");
    expect(await only("nyc311", csv)).toMatchObject(expected);
  });

  test("tab-separated UTF-16, as a spreadsheet saves it", async () => {
    const csv = [
      "Unique Key\tCreated Date\tComplaint Type\tDescriptor\tLatitude\tLongitude",
      "800001\t6/14/2026 21:48\tIllegal Parking\tBlocked Bike Lane\t40.68\t-73.95",
    ].join("\r\n");
    expect(await only("nyc311", Buffer.from(`\uFEFF${csv}`, "utf16le"))).toMatchObject(expected);
  });

  test("SODA JSON", async () => {
    expect(await only("nyc311", JSON.stringify([soda]))).toMatchObject(expected);
  });

  test("SODA JSON with a position in the location object alone", async () => {
    const { latitude, longitude, ...rest } = soda;
    expect(
      await only("nyc311", JSON.stringify([{ ...rest, location: { latitude, longitude } }])),
    ).toMatchObject(NYC);
    const location = { type: "Point", coordinates: [-73.95, 40.68] };
    expect(await only("nyc311", JSON.stringify([{ ...rest, location }]))).toMatchObject(NYC);
  });

  test("newline-delimited JSON", async () => {
    expect(await only("nyc311", `${JSON.stringify(soda)}\n`)).toMatchObject(expected);
  });

  test("the portal's rows.json", async () => {
    const columns = [
      { fieldName: ":sid" },
      ...Object.keys(soda).map((fieldName) => ({ name: "x", fieldName })),
    ];
    const text = JSON.stringify({
      meta: { view: { id: "abcd", columns } },
      data: [["row-1", ...Object.values(soda)]],
    });
    expect(await only("nyc311", text)).toMatchObject(expected);
  });
});

describe("Austin", () => {
  test("portal CSV", async () => {
    const csv = [
      "Service Request (SR) Number,SR Description,Method Received,SR Status,Created Date,SR Location,Latitude Coordinate,Longitude Coordinate,(Latitude.Longitude)",
      '26-00000001,Pothole Repair,Phone,Open,06/14/2026 09:48:00 PM,,30.27,-97.74,"(30.27, -97.74)"',
    ].join("\n");
    expect(await only("austin311", csv)).toMatchObject({
      ...AUSTIN,
      layer: "infrastructure",
      category: "pothole",
    });
  });

  test("SODA CSV", async () => {
    const csv = [
      "sr_number,sr_type_desc,sr_department_desc,sr_status_desc,sr_created_date,sr_location_lat,sr_location_long,sr_location_lat_long",
      "26-00000001,Loose Dog,Animal Services,Open,2026-06-14T21:48:00.000,30.27,-97.74,POINT (-97.74 30.27)",
    ].join("\n");
    expect(await only("austin311", csv)).toMatchObject({ ...AUSTIN, category: "aggressive_animal" });
  });

  test("a list with dates alone", async () => {
    const csv =
      "sr_number,topic,category,type,status,filed,latitude,longitude\n26-00000001,graffiti,Graffiti Abatement,,open,2026-06-14,30.27,-97.74\n";
    const createdAt = Date.parse("2026-06-14T17:00:00Z");
    expect(await only("austin311", csv)).toMatchObject({ ...AUSTIN, createdAt, category: "graffiti" });
  });
});

describe("what no layout fits", () => {
  test("a file of another kind is refused with the columns that were looked for", async () => {
    const other = importText("nyc311", "a,b,c\n1,2,3\n", { asOf });
    await expect(other).rejects.toThrow(/no column for id \(unique_key\).*The file has: a, b, c/);
  });

  test("an empty or compressed file is refused", async () => {
    await expect(importText("sf311", " \n", { asOf })).rejects.toThrow(/is empty/);
    await expect(importText("sf311", Buffer.from("1f8b0800", "hex"), { asOf })).rejects.toThrow(
      /unpack it first/,
    );
  });
});
