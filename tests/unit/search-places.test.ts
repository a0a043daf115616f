import { describe, expect, it } from "vitest";
import type { CityPlaces } from "@/components/api/types";
import { placeName } from "@/components/map/place-names";
import { findPlaces } from "@/components/search/find-places";

const cities: readonly CityPlaces[] = [
  {
    id: "sf",
    name: "San Francisco",
    bbox: [-122.52, 37.7, -122.35, 37.84],
    center: { lat: 37.76, lng: -122.44 },
    timezone: "America/Los_Angeles",
    neighborhoods: [
      { name: "Mission", lat: 37.76, lng: -122.415 },
      { name: "Outer Mission", lat: 37.724, lng: -122.443 },
      { name: "Bayview–Hunters Point", lat: 37.73, lng: -122.385 },
      { name: "Doña Ana Park", lat: 37.79, lng: -122.48 },
    ],
  },
];

const names = (text: string) => findPlaces(text, cities).map(({ name }) => name);

describe("search", () => {
  it("puts names that begin with the words first", () => {
    expect(names("miss")).toEqual(["Mission", "Outer Mission"]);
  });

  it("needs neither accents nor dashes nor capitals", () => {
    expect(names("dona")).toEqual(["Doña Ana Park"]);
    expect(names("bayview hunters")).toEqual(["Bayview–Hunters Point"]);
    expect(names("  SAN fran ")).toEqual(["San Francisco"]);
  });

  it("takes coordinates, latitude first", () => {
    expect(findPlaces("37.77, -122.42", cities)).toMatchObject([
      { kind: "coordinates", position: [-122.42, 37.77] },
    ]);
    expect(findPlaces("37.77 -122.42", cities)).toHaveLength(1);
  });

  it("finds nothing for nothing, and no place beyond the world", () => {
    expect(names("")).toEqual([]);
    expect(names("91, 10")).toEqual([]);
    expect(names("zzz")).toEqual([]);
  });
});

describe("the name of a place", () => {
  it("is the nearest neighbourhood, else the city, else nothing", () => {
    expect(placeName([-122.416, 37.761], cities)).toBe("Mission");
    expect(placeName([-122.3, 37.9], cities)).toBe("San Francisco");
    expect(placeName([2.35, 48.85], cities)).toBeNull();
  });
});
