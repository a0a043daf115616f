import { CATEGORIES } from "@/lib/catalogue/catalogue";
import { CITIES } from "@/lib/cities/cities";
import { type Position, roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash, geohashIndices } from "@/lib/geo/geohash";
import type { ReportChange } from "@/lib/projection/report-change";

const DAY_MS = 24 * 3600 * 1000;
const CORNERS_PER_NEIGHBORHOOD = 40;
/** Standard deviations, metres: a corner around its neighbourhood's middle, a report around its corner. */
const NEIGHBORHOOD_SPREAD_METERS = 450;
const CORNER_SPREAD_METERS = 60;
const METERS_PER_DEGREE = 111_320;

interface Corner {
  readonly cityId: string;
  readonly position: Position;
}

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Endless live reports of the three cities, ages even over 90 days before `now`, the same for the same seed.
 *
 * They clump as signals do: every neighbourhood has forty corners around its middle, neighbourhoods and corners are
 * busy by Zipf's law, and a report stands some sixty metres from its corner.
 */
export function* sampleReports(now: number, seed = 1): Generator<ReportChange, never> {
  const random = randomNumbers(seed);
  const neighborhoods = CITIES.map((city) =>
    city.neighborhoods.map(({ center }) =>
      Array.from({ length: CORNERS_PER_NEIGHBORHOOD }, () => ({
        cityId: city.id,
        position: scatter(center, NEIGHBORHOOD_SPREAD_METERS, random),
      })),
    ),
  );
  for (let index = 0; ; index++) {
    const { cityId, position } = pickCorner(neighborhoods, random);
    yield toChange(index, cityId, scatter(position, CORNER_SPREAD_METERS, random), now, random);
  }
}

function pickCorner(neighborhoods: readonly (readonly Corner[][])[], random: () => number): Corner {
  const city = neighborhoods[Math.floor(random() * neighborhoods.length)] ?? [];
  const corners = city[zipf(city.length, random)] ?? [];
  const corner = corners[zipf(corners.length, random)];
  if (corner === undefined) throw new Error("a city without neighbourhoods");
  return corner;
}

/** A rank below `count`, the first the most likely: approximately ∝ 1 / (rank + 1). */
function zipf(count: number, random: () => number): number {
  return Math.floor((count + 1) ** random()) - 1;
}

function scatter([lon, lat]: Position, meters: number, random: () => number): Position {
  const radius = (meters * Math.sqrt(-2 * Math.log(1 - random()))) / METERS_PER_DEGREE;
  const angle = 2 * Math.PI * random();
  const east = (radius * Math.cos(angle)) / Math.cos((lat * Math.PI) / 180);
  return roundPosition([lon + east, lat + radius * Math.sin(angle)]);
}

function toChange(
  index: number,
  cityId: string,
  position: Position,
  now: number,
  random: () => number,
): ReportChange {
  const { id: category, layer } = CATEGORIES[Math.floor(random() * CATEGORIES.length)] ?? {
    id: "noise",
    layer: "vibe",
  };
  const { lon, lat } = geohashIndices(position, 8);
  const createdAt = now - Math.floor(random() * 90 * DAY_MS);
  const time = createdAt.toString(16).padStart(12, "0");
  return {
    reportId: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${index.toString(16).padStart(12, "0")}`,
    revision: 1,
    geohash8: encodeGeohash(position, 8),
    lonIndex: lon,
    latIndex: lat,
    cityId,
    layer,
    category,
    severity: 1 + Math.floor(random() * 5),
    stillThere: random() < 0.2 ? 1 : 0,
    source: null,
    createdAt,
    live: true,
    counted: true,
    removed: false,
  };
}

/** The next `count` of an endless sequence. */
export function take<T>(from: Iterator<T>, count: number): T[] {
  return Array.from({ length: count }, () => from.next().value);
}
