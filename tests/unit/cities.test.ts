import { describe, expect, it } from "vitest";
import { CITIES, cityOf, findCity, neighborhoodName, WORLD } from "@/lib/cities/cities";
import { parseCity } from "@/lib/cities/parse-city";
import type { Position } from "@/lib/geo/bbox";
import { pointInPolygons } from "@/lib/geo/polygon";

const LANDMARKS: readonly [string, number, number, string, string][] = [
  ["Ferry Building", 37.7955, -122.3937, "sf", "Embarcadero"],
  ["Golden Gate Park, Conservatory of Flowers", 37.7726, -122.4603, "sf", "Golden Gate Park"],
  ["Golden Gate Park, Dutch Windmill", 37.7704, -122.5092, "sf", "Golden Gate Park"],
  ["Dolores Park", 37.7596, -122.4269, "sf", "Mission Dolores"],
  ["Coit Tower", 37.8024, -122.4058, "sf", "Telegraph Hill"],
  ["San Francisco Zoo", 37.7329, -122.5029, "sf", "Lake Merced"],
  ["Treasure Island", 37.8235, -122.3707, "sf", "Treasure Island"],
  ["Prospect Park, boathouse", 40.6606, -73.9652, "brooklyn", "Prospect Park"],
  ["Coney Island, Cyclone", 40.5745, -73.9777, "brooklyn", "Coney Island"],
  ["Barclays Center", 40.6826, -73.9754, "brooklyn", "Prospect Heights"],
  ["Brooklyn Bridge Park, carousel", 40.7045, -73.9923, "brooklyn", "Fulton Ferry"],
  ["McCarren Park", 40.7206, -73.9514, "brooklyn", "North Williamsburg"],
  ["Gerritsen Beach library", 40.5922, -73.9237, "brooklyn", "Gerritsen Beach"],
  ["Texas Capitol", 30.2747, -97.7404, "austin", "Capitol"],
  ["Zilker Park, Great Lawn", 30.2669, -97.7729, "austin", "Zilker Park"],
  ["UT Tower", 30.2862, -97.7394, "austin", "University of Texas"],
  ["The Domain", 30.4021, -97.7253, "austin", "Domain"],
];

const WATER: readonly [string, number, number][] = [
  ["San Francisco Bay off the Ferry Building", 37.8, -122.385],
  ["the Golden Gate", 37.8199, -122.4783],
  ["the Pacific off Ocean Beach", 37.76, -122.53],
  ["the Hudson", 40.72, -74.018],
  ["the East River under the Brooklyn Bridge", 40.7061, -73.9969],
  ["Upper New York Bay", 40.66, -74.045],
  ["the Atlantic off Coney Island", 40.565, -73.98],
  ["Jamaica Bay", 40.615, -73.86],
  ["Lady Bird Lake at Congress Avenue", 30.2611, -97.7451],
  ["Lake Austin under Mount Bonnell", 30.3205, -97.778],
];

describe("cities", () => {
  it.each(LANDMARKS)("places %s in its city and neighbourhood", (_, lat, lon, cityId, neighborhood) => {
    expect(isOnLand([lon, lat])).toBe(true);
    expect(cityOf([lon, lat])?.id).toBe(cityId);
    expect(neighborhoodName([lon, lat])).toBe(neighborhood);
  });

  it.each(WATER)("keeps %s off every city's land", (_, lat, lon) => {
    expect(isOnLand([lon, lat])).toBe(false);
  });

  it("gives a position off shore but inside a city's box to that city", () => {
    expect(cityOf([-122.4783, 37.8199])?.id).toBe("sf");
  });

  it("gives a position outside every box to no city, so that it is filed under world", () => {
    expect(cityOf([2.3522, 48.8566])).toBeNull();
    expect(cityOf([-74.006, 40.9])).toBeNull();
    expect(neighborhoodName([2.3522, 48.8566])).toBeNull();
    expect(findCity(WORLD)).toBeNull();
  });

  it("keeps every outline, centre and neighbourhood inside the city's box, and every centre on land", () => {
    for (const city of CITIES) {
      const [west, south, east, north] = city.bbox;
      const points = [
        ...city.outline.flat(2),
        ...city.neighborhoods.flatMap(({ center, anchors = [] }) => [center, ...anchors]),
      ];
      const outside = points.filter(([lon, lat]) => lon < west || lon > east || lat < south || lat > north);
      expect(outside).toEqual([]);
      const afloat = city.neighborhoods.filter(({ center }) => !pointInPolygons(center, city.outline));
      expect(afloat).toEqual([]);
      expect(pointInPolygons(city.center, city.outline)).toBe(true);
    }
  });

  it("names each neighbourhood once, and finds each by its own centre", () => {
    for (const { neighborhoods } of CITIES) {
      const names = neighborhoods.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(neighborhoods.map(({ center }) => neighborhoodName(center))).toEqual(names);
    }
  });

  it("covers the three first cities with enough neighbourhoods to name a place", () => {
    expect(findCity("sf")?.neighborhoods.length).toBeGreaterThanOrEqual(36);
    expect(findCity("brooklyn")?.neighborhoods.length).toBeGreaterThanOrEqual(50);
    expect(findCity("austin")?.neighborhoods.length).toBeGreaterThanOrEqual(50);
  });

  it("refuses a city file with a misspelt field, an open ring or an unknown time zone", () => {
    const valid = {
      id: "town",
      name: "Town",
      bbox: [0, 0, 1, 1],
      center: [0.5, 0.5],
      timezone: "Europe/Paris",
      scoring_model: "classic",
      shards: 1,
      outline: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
      neighborhoods: [],
    };
    expect(parseCity(valid).scoringModel).toBe("classic");
    expect(() => parseCity({ ...valid, scoringmodel: "classic" })).toThrow("scoringmodel");
    expect(() => parseCity({ ...valid, timezone: "Mars/Base" })).toThrow("time zone");
    expect(() =>
      parseCity({
        ...valid,
        outline: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        ],
      }),
    ).toThrow("ring");
  });
});

function isOnLand(position: Position): boolean {
  return CITIES.some((city) => pointInPolygons(position, city.outline));
}
