import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { describe, expect, it } from "vitest";
import { PALETTES } from "@/components/map/basemap/palette";
import { themedStyle } from "@/components/map/basemap/style";

const source = "tiles";
const name = ["get", "name"] as const;

/** A little of everything that OpenMapTiles styles hold. */
const base: StyleSpecification = {
  version: 8,
  sprite: "https://tiles.example/sprite",
  glyphs: "https://tiles.example/{fontstack}/{range}.pbf",
  sources: {
    tiles: { type: "vector", url: "https://tiles.example/planet", attribution: "© somebody" },
    relief: { type: "raster", tiles: ["https://tiles.example/{z}/{x}/{y}.png"] },
  },
  layers: [
    { id: "background", type: "background", paint: { "background-color": "#f0f" } },
    { id: "relief", type: "raster", source: "relief" },
    {
      id: "landuse_cemetery",
      type: "fill",
      source,
      "source-layer": "landuse",
      paint: { "fill-color": "#f0f", "fill-opacity": 0.3 },
    },
    {
      id: "landuse_school",
      type: "fill",
      source,
      "source-layer": "landuse",
      paint: { "fill-color": "#f0f" },
    },
    { id: "wetland", type: "fill", source, "source-layer": "landcover", paint: { "fill-pattern": "dots" } },
    { id: "water", type: "fill", source, "source-layer": "water", paint: { "fill-color": "#f0f" } },
    { id: "building", type: "fill", source, "source-layer": "building", minzoom: 13, maxzoom: 14 },
    { id: "building-3d", type: "fill-extrusion", source, "source-layer": "building", minzoom: 14 },
    {
      id: "road_motorway_casing",
      type: "line",
      source,
      "source-layer": "transportation",
      paint: { "line-width": 9 },
    },
    {
      id: "road_motorway",
      type: "line",
      source,
      "source-layer": "transportation",
      paint: { "line-color": "#f0f" },
    },
    { id: "road_trunk_primary", type: "line", source, "source-layer": "transportation" },
    { id: "road_minor", type: "line", source, "source-layer": "transportation" },
    {
      id: "own-line",
      type: "line",
      source,
      "source-layer": "something_else",
      paint: { "line-color": "#f0f" },
    },
    {
      id: "arrow",
      type: "symbol",
      source,
      "source-layer": "transportation",
      layout: { "icon-image": "arrow" },
    },
    {
      id: "shield",
      type: "symbol",
      source,
      "source-layer": "transportation_name",
      layout: { "text-field": [...name] },
    },
    { id: "poi", type: "symbol", source, "source-layer": "poi", layout: { "text-field": [...name] } },
    {
      id: "housenumber",
      type: "symbol",
      source,
      "source-layer": "housenumber",
      layout: { "text-field": [...name] },
    },
    {
      id: "label_city",
      type: "symbol",
      source,
      "source-layer": "place",
      layout: {
        "text-field": [...name],
        "text-font": ["Noto Sans Bold"],
        "icon-image": "dot",
        "text-size": 14,
      },
      paint: { "text-color": "#f0f", "icon-opacity": 1 },
    },
    {
      id: "label_town",
      type: "symbol",
      source,
      "source-layer": "place",
      layout: {
        "text-field": [...name],
        "text-font": [
          "step",
          ["zoom"],
          ["literal", ["Noto Sans Regular"]],
          9,
          ["literal", ["Noto Sans Italic"]],
        ],
      },
    },
  ],
};

describe.each(["light", "dark"] as const)("a tile server's style, %s", (theme) => {
  const palette = PALETTES[theme];
  const style = themedStyle(base, theme, "https://map.example");
  const layer = (id: string) => style.layers.find((candidate) => candidate.id === id);

  it("keeps the ground in its order and leaves out what would compete with signals", () => {
    const dropped = ["relief", "wetland", "building-3d", "arrow", "shield", "poi", "housenumber"];
    const kept = base.layers.map(({ id }) => id).filter((id) => !dropped.includes(id));
    expect(style.layers.map(({ id }) => id)).toEqual(kept);
  });

  it("colours water, nature, buildings and roads by what they are", () => {
    expect(layer("background")?.paint).toEqual({ "background-color": palette.land });
    expect(layer("water")?.paint).toHaveProperty("fill-color", palette.water);
    expect(layer("landuse_cemetery")?.paint).toMatchObject({
      "fill-color": palette.park,
      "fill-opacity": 0.3,
    });
    expect(layer("landuse_school")?.paint).toHaveProperty("fill-color", palette.built);
    expect(layer("road_motorway")?.paint).toHaveProperty("line-color", palette.motorway);
    expect(layer("road_trunk_primary")?.paint).toHaveProperty("line-color", palette.mainRoad);
    expect(layer("road_minor")?.paint).toHaveProperty("line-color", palette.minorRoad);
    expect(layer("road_motorway_casing")?.paint).toEqual({
      "line-width": 9,
      "line-color": palette.motorwayEdge,
    });
  });

  it("lets no colour of the base style through, except in layers it does not know", () => {
    const known = style.layers.filter(({ id }) => id !== "own-line");
    expect(JSON.stringify(known)).not.toContain("#f0f");
    expect(layer("own-line")).toEqual(base.layers.find(({ id }) => id === "own-line"));
  });

  it("shows flat buildings also at the zooms of those in 3D", () => {
    expect(layer("building")).toMatchObject({ minzoom: 13, paint: { "fill-color": palette.building } });
    expect(layer("building")).not.toHaveProperty("maxzoom");
  });

  it("writes names in its own fonts and without pictures, other scripts through the server's glyphs", () => {
    expect(layer("label_city")?.layout).toEqual({
      "text-field": name,
      "text-font": ["Noto Sans Bold"],
      "text-size": 14,
    });
    expect(layer("label_city")?.paint).toMatchObject({
      "text-color": palette.placeStrong,
      "text-halo-color": palette.halo,
    });
    const faces = style["font-faces"] ?? {};
    expect(faces["Noto Sans Bold"]).toEqual(faces["Inter SemiBold"]);
    expect(faces["Noto Sans Regular"]).toEqual(faces["Inter Medium"]);
    expect(faces["Noto Sans Italic"]).toEqual(faces["Inter Italic"]);
    expect(style.glyphs).toBe(base.glyphs);
    expect(style.sprite).toBeUndefined();
  });

  it("asks only the sources that are still drawn, with their attribution", () => {
    expect(style.sources).toEqual({ tiles: base.sources.tiles });
  });

  it("leaves the style it was given untouched, and answers the same every time", () => {
    const before = structuredClone(base);
    expect(themedStyle(base, theme, "https://map.example")).toEqual(style);
    expect(base).toEqual(before);
  });
});

it("takes the font names of a style apart even where there are none", () => {
  const plain: LayerSpecification[] = [{ id: "background", type: "background" }];
  const style = themedStyle({ version: 8, sources: {}, layers: plain }, "light", "");
  expect(Object.keys(style["font-faces"] ?? {})).toEqual([
    "Inter",
    "Inter Medium",
    "Inter SemiBold",
    "Inter Italic",
  ]);
});
