import { describe, expect, test } from "vitest";
import { createTypeClassifier } from "@/lib/import/classify-type";
import { listImportSources, loadImportSource, parseImportSource } from "@/lib/import/import-source";

const minimal = (rules: unknown[]) => ({
  title: "Somewhere",
  about: "",
  timezone: "America/New_York",
  area: [-75, 40, -73, 41],
  missing_positions: [],
  columns: { id: ["id"], created: ["at"], type: ["type"], lat: ["lat"], lng: ["lng"], point: ["point"] },
  rules,
});

describe("mapping files", () => {
  test.each(listImportSources())("%s fits the catalogue: each layer, category and severity exists", (id) => {
    expect(loadImportSource(id).rules.length).toBeGreaterThan(20);
  });

  test("the three cities' exports are known", () => {
    expect(listImportSources()).toEqual(["austin311", "nyc311", "sf311"]);
  });

  test("no rule is hidden behind an earlier one with the same pattern", () => {
    for (const id of listImportSources()) {
      const patterns = loadImportSource(id).rules.map(
        ({ type, detail }) => `${type.source} / ${detail?.source}`,
      );
      expect(patterns).toEqual([...new Set(patterns)]);
    }
  });

  test.each([
    [{ type: "x", layer: "vibe", category: "nosuch", severity: 2 }, /rules.*category|no category "nosuch"/],
    [{ type: "x", layer: "safety", category: "noise", severity: 2 }, /"noise" is of layer vibe/],
    [{ type: "x", layer: "vibe", category: "noise", severity: 6 }, /severity/],
    [{ type: "(", layer: "vibe", category: "noise", severity: 2 }, /not a regular expression/],
    [{ type: "x", ignore: "" }, /ignore/],
    [{ type: "x", layer: "vibe", category: "noise", severity: 2, colour: "red" }, /colour/],
  ])("names the fault of %j", (rule, message) => {
    expect(() => parseImportSource("somewhere", minimal([rule]))).toThrow(message);
  });

  test("an unknown source is answered with the known ones", () => {
    expect(() => loadImportSource("../../package")).toThrow(/Known: austin311, nyc311, sf311/);
  });
});

describe("createTypeClassifier", () => {
  const classify = createTypeClassifier(
    parseImportSource(
      "somewhere",
      minimal([
        {
          type: "^noise",
          detail: "construction",
          layer: "vibe",
          category: "early_construction",
          severity: 3,
        },
        { type: "^noise", layer: "vibe", category: "noise", severity: 2 },
        { type: "^shelter", ignore: "about people" },
      ]),
    ),
  );

  test("the first rule that fits wins", () => {
    expect(classify("NOISE", "Construction, before 7")).toMatchObject({ category: "early_construction" });
    expect(classify("Noise - Street", "")).toMatchObject({ category: "noise", severity: 2 });
    expect(classify("Shelter", "")).toMatchObject({ ignore: "about people" });
    expect(classify("Loud noise", "")).toBeUndefined();
  });

  test("underscores and runs of blanks count as one blank", () => {
    expect(classify("noise_report", "after__hours  construction")).toMatchObject({
      category: "early_construction",
    });
  });
});

test.each([
  ["sf311", "Street and Sidewalk Cleaning", "Bulky_Items", "litter"],
  ["sf311", "Streetlights", "Streetlight - Light_Burnt_Out", "streetlight_out"],
  ["sf311", "Graffiti", "Not_Offensive Graffiti on Building", "graffiti"],
  ["sf311", "Sewer Issues", "Flooding", "flooding"],
  ["nyc311", "Noise", "Noise: Construction Before/After Hours (NM1)", "early_construction"],
  ["nyc311", "Street Condition", "Pothole", "pothole"],
  ["nyc311", "Illegal Parking", "Blocked Sidewalk", "broken_sidewalk"],
  ["nyc311", "Water System", "Hydrant Running (WC3)", "water_leak"],
  ["austin311", "Pothole Repair", "", "pothole"],
  ["austin311", "Traffic Signal - Maintenance", "", "traffic_signal"],
  ["austin311", "Street Light Issue- Address", "", "streetlight_out"],
  ["austin311", "Loose Dog", "", "aggressive_animal"],
])("%s: %s / %s becomes %s", (source, type, detail, category) => {
  expect(createTypeClassifier(loadImportSource(source))(type, detail)).toMatchObject({ category });
});

test.each([
  ["sf311", "Encampments", "Encampment Reports"],
  ["nyc311", "Homeless Person Assistance", ""],
  ["nyc311", "HEAT/HOT WATER", "ENTIRE BUILDING"],
  ["austin311", "Watershed - Drainage/Creek", "homeless"],
])("%s: %s is left out on purpose", (source, type, detail) => {
  expect(createTypeClassifier(loadImportSource(source))(type, detail)).toHaveProperty("ignore");
});
