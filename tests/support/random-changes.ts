import { CATEGORIES } from "@/lib/catalogue/catalogue";
import { roundPosition } from "@/lib/geo/bbox";
import { encodeGeohash, geohashIndices } from "@/lib/geo/geohash";
import type { ReportChange } from "@/lib/projection/report-change";

/** Deterministic numbers in [0, 1): mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], random: number): T {
  const item = items[Math.floor(random * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

const CLUMPS = [
  [-122.42, 37.77],
  [-73.95, 40.68],
  [-97.74, 30.27],
  [179.999, -16.8],
  [-179.999, -16.8],
  [0, 89.99],
  [10, -89.99],
  [-180, 0],
  [0, 0],
] as const;

/** Live reports made at random before `now`: clumped in cities, at the poles, across the antimeridian, and anywhere. */
export function randomChanges(count: number, now: number, seed = 1): ReportChange[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const clump = CLUMPS[Math.floor(random() * (CLUMPS.length + 2))];
    const anywhere = [random() * 360 - 180, random() * 180 - 90] as const;
    const near =
      clump === undefined
        ? anywhere
        : ([clump[0] + (random() - 0.5) * 0.06, clump[1] + (random() - 0.5) * 0.06] as const);
    const position = roundPosition([near[0], Math.max(-90, Math.min(90, near[1]))]);
    const { lon, lat } = geohashIndices(position, 8);
    const { id: category, layer } = pick(CATEGORIES, random());
    return {
      reportId: `01900000-0000-7000-8000-${index.toString(16).padStart(12, "0")}`,
      revision: 1,
      geohash8: encodeGeohash(position, 8),
      lonIndex: lon,
      latIndex: lat,
      cityId: "world",
      layer,
      category,
      severity: 1 + Math.floor(random() * 5),
      stillThere: 0,
      source: null,
      createdAt: now - Math.floor(random() ** 2 * 95 * 24 * 3600 * 1000),
      live: true,
      counted: true,
      removed: false,
    };
  });
}
