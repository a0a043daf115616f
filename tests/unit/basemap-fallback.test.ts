import { existsSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import { fallbackStyle } from "@/components/map/basemap/style";
import { CITIES } from "@/lib/cities/cities";

const THEMES = ["light", "dark"] as const;
const FILES = ["world", "shores", "ground", "streets", "places", "grid"] as const;

describe.each(THEMES)("the embedded basemap, %s", (theme) => {
  const style = fallbackStyle(theme, "https://map.example/");

  it("asks nothing of any other host than its own, and only for files that ship", () => {
    const asked = JSON.stringify(style, (key, value) => (key === "attribution" ? undefined : value));
    const addresses = asked.match(/https?:[^"]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      expect(address.startsWith("https://map.example/basemap/")).toBe(true);
      expect(existsSync(`public${new URL(address).pathname}`)).toBe(true);
    }
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
  });

  it("draws only sources it declares, each layer under one name", () => {
    const sources = style.layers.flatMap((layer) => ("source" in layer ? [layer.source] : []));
    expect([...new Set(sources)].toSorted()).toEqual([...FILES].toSorted());
    expect(Object.keys(style.sources).toSorted()).toEqual([...FILES].toSorted());
    expect(new Set(style.layers.map(({ id }) => id)).size).toBe(style.layers.length);
  });

  it("writes every label in a font that it brings along, with the source named", () => {
    const labels = style.layers.filter((layer) => layer.type === "symbol");
    const fonts = labels.flatMap(({ layout }) => layout?.["text-font"] ?? []);
    expect(fonts.length).toBe(labels.length);
    for (const font of fonts) expect(Object.keys(style["font-faces"] ?? {})).toContain(font);
    for (const source of Object.values(style.sources)) expect(source).toHaveProperty("attribution");
  });
});

it("paints light and dark differently, layer by layer the same", () => {
  const [light, dark] = THEMES.map((theme) => fallbackStyle(theme, ""));
  expect(light?.layers.map(({ id }) => id)).toEqual(dark?.layers.map(({ id }) => id));
  for (const [index, layer] of (light?.layers ?? []).entries()) {
    expect(layer.paint).not.toEqual(dark?.layers[index]?.paint);
  }
});

describe("the basemap's files", () => {
  const read = (name: string): FeatureCollection =>
    JSON.parse(readFileSync(`public/basemap/${name}.geojson`, "utf8"));

  it("stay small enough to ship: 200 KB compressed in all", () => {
    const sizes = FILES.map((name) => gzipSync(readFileSync(`public/basemap/${name}.geojson`)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    expect(statSync("public/basemap/ATTRIBUTION.md").size).toBeGreaterThan(0);
  });

  it("name every neighbourhood of every city, or the park that it is", () => {
    const names = new Set(read("places").features.map(({ properties }) => properties?.name));
    for (const { neighborhoods } of CITIES) {
      expect(neighborhoods.filter(({ name }) => !names.has(name))).toEqual([]);
    }
  });
});
