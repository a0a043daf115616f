import { describe, expect, test } from "vitest";
import { loadImportSource } from "@/lib/import/import-source";
import { parsePosition } from "@/lib/import/parse-position";

const austin = loadImportSource("austin311");
const sf = loadImportSource("sf311");

const fields = (lat: string, lng: string, point = "") => ({
  id: "1",
  created: "",
  type: "",
  detail: "",
  lat,
  lng,
  point,
});

describe("parsePosition", () => {
  test("answers longitude first", () => {
    expect(parsePosition(fields("37.76", "-122.42"), sf)).toEqual({ position: [-122.42, 37.76] });
  });

  test.each([
    "POINT (-122.42 37.76)",
    "point(-122.42 37.76)",
    "(37.76, -122.42)",
    "1 SOME ST\nSAN FRANCISCO, CA\n(37.76, -122.42)",
    '{"type":"Point","coordinates":[-122.42,37.76]}',
    '{"latitude":"37.76","longitude":"-122.42"}',
    "{'human_address': '{\"city\": \"\"}', 'latitude': '37.76', 'longitude': '-122.42'}",
  ])("reads the point column %j when the two columns are blank", (point) => {
    expect(parsePosition(fields("", "", point), sf)).toEqual({ position: [-122.42, 37.76] });
  });

  test.each([
    ["", ""],
    ["NULL", "NULL"],
    ["0", "0"],
    ["0.0", "-0.0"],
    ["37.76", ""],
  ])("finds no position in %j, %j", (lat, lng) => {
    expect(parsePosition(fields(lat, lng), sf)).toEqual({ reason: "no_position" });
  });

  test("knows Austin's sign for a missing position in either order", () => {
    expect(parsePosition(fields("24.92412", "-88.44917"), austin)).toEqual({ reason: "no_position" });
    expect(parsePosition(fields("", "", "(-88.449, 24.924)"), austin)).toEqual({ reason: "no_position" });
  });

  test("falls back to the point column when the two columns hold a missing position", () => {
    expect(parsePosition(fields("0", "0", "(37.76, -122.42)"), sf)).toEqual({ position: [-122.42, 37.76] });
  });

  test("parts positions outside the world from those outside the city", () => {
    expect(parsePosition(fields("-122.42", "37.76"), sf)).toEqual({ reason: "outside_world" });
    expect(parsePosition(fields("37.76", "-522.42"), sf)).toEqual({ reason: "outside_world" });
    expect(parsePosition(fields("40.71", "-74.0"), sf)).toEqual({ reason: "outside_area" });
  });
});
