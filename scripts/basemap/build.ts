/**
 * Writes the fallback basemap's drawn files from `data/basemap` and `data/cities`:
 * `npx tsx scripts/basemap/build.ts`. Shorelines come from `shores.py`.
 */
import { writeFileSync } from "node:fs";
import type { Feature, Position } from "geojson";
import { CITIES } from "@/lib/cities/cities";
import { type Drawn, type DrawnArea, type DrawnStreets, readDrawn } from "./drawn";
import { gridFeatures } from "./grid";
import { areaSquareKilometers, centroid, closed, rounded } from "./ring";

const OUT = new URL("../../public/basemap/", import.meta.url);
const PARK_RANKS_SQUARE_KILOMETERS = [1.6, 0.16];
const drawn = ["bay", "harbor", "austin"].flatMap(readDrawn);

write("ground.geojson", [
  ...drawn.flatMap((item) => (item.kind === "border" ? [line({ kind: "border" }, item.line)] : [])),
  ...drawn.filter(isArea).map(({ kind, ring }) => polygon({ kind }, rounded(ring))),
]);
write("streets.geojson", drawn.flatMap(streetFeatures));
write(
  "places.geojson",
  [...readDrawn("world"), ...drawn].flatMap(placeFeatures).concat(neighborhoodLabels()),
);
write(
  "grid.geojson",
  CITIES.flatMap(({ bbox }) => gridFeatures(bbox)),
);

function isArea(item: Drawn): item is DrawnArea {
  return "ring" in item;
}

function streetFeatures(item: Drawn): Feature[] {
  if (item.kind === "streets") return [multiLine({ kind: "minor" }, parallels(item))];
  if (item.kind !== "border" && "line" in item)
    return [line({ kind: item.kind, name: item.name }, item.line)];
  return [];
}

function parallels({ from, to, count }: DrawnStreets): Position[][] {
  return Array.from({ length: count }, (_, index) => {
    const share = count > 1 ? index / (count - 1) : 0;
    return [between(from[0], to[0], share), between(from[1], to[1], share)];
  });
}

function between(a: Position, b: Position, share: number): Position {
  return [0, 1].map((axis) => round((a[axis] ?? 0) * (1 - share) + (b[axis] ?? 0) * share));
}

function placeFeatures(item: Drawn): Feature[] {
  if (item.kind === "park") return [parkLabel(item)];
  if (item.kind === "city") return [point({ kind: "city", name: item.name, rank: item.rank }, item.at)];
  if (item.kind === "hood") return [point({ kind: "hood", name: item.name, rank: 2 }, item.at)];
  if ("at" in item) return [point({ kind: item.kind, name: item.name }, item.at)];
  return [];
}

function parkLabel({ kind, name, ring }: DrawnArea): Feature {
  const size = areaSquareKilometers(ring);
  const rank = 1 + PARK_RANKS_SQUARE_KILOMETERS.filter((limit) => size < limit).length;
  return point({ kind, name, rank }, centroid(ring).map(round));
}

/** A neighbourhood that is a park is named by the park. */
function neighborhoodLabels(): Feature[] {
  const parks = new Set(drawn.flatMap((item) => (item.kind === "park" ? [item.name] : [])));
  return CITIES.flatMap(({ id, neighborhoods }) => {
    const prominent = drawn.flatMap((item) =>
      item.kind === "prominent" && item.city === id ? item.names : [],
    );
    return neighborhoods
      .filter(({ name }) => !parks.has(name))
      .map(({ name, center }) =>
        point({ kind: "hood", name, rank: labelRank(prominent.indexOf(name)) }, [...center]),
      );
  });
}

function labelRank(place: number): number {
  if (place < 0) return 3;
  return place < 12 ? 1 : 2;
}

type Properties = Readonly<Record<string, string | number>>;

function point(properties: Properties, coordinates: Position): Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates } };
}

function line(properties: Properties, coordinates: Position[]): Feature {
  return { type: "Feature", properties, geometry: { type: "LineString", coordinates } };
}

function multiLine(properties: Properties, coordinates: Position[][]): Feature {
  return { type: "Feature", properties, geometry: { type: "MultiLineString", coordinates } };
}

function polygon(properties: Properties, ring: Position[]): Feature {
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [closed(ring)] } };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}

function write(name: string, features: Feature[]): void {
  const text = JSON.stringify({ type: "FeatureCollection", features });
  writeFileSync(new URL(name, OUT), `${text}\n`);
  console.log(`${name}: ${features.length} features, ${Math.round(text.length / 1000)} KB`);
}
