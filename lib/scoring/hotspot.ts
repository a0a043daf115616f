import { type Geohash, geohashNeighbors } from "@/lib/geo/geohash";
import { HOTSPOT_FALSE_DISCOVERY_RATE, HOTSPOT_MIN_CELLS } from "@/lib/scoring/constants";
import { discoveries } from "@/lib/scoring/false-discovery";
import { normalUpperTail } from "@/lib/scoring/normal-tail";

export interface CountedCell {
  readonly geohash: Geohash;
  readonly count: number;
}

/** Adjacent cells whose surroundings hold significantly more reports than the city's cells do on the whole. */
export interface Hotspot {
  /** Busiest first. */
  readonly cells: readonly Geohash[];
  /** Reports in these cells. */
  readonly count: number;
  /** Reports that as many average cells of the city hold. */
  readonly expected: number;
  /** Largest Gi* z-score among the cells. */
  readonly zScore: number;
  /** Smallest p-value among the cells. */
  readonly pValue: number;
}

/** Below this, cells differ by binary noise only. */
const NO_SPREAD = 1e-9;

interface TestedCell extends CountedCell {
  readonly zScore: number;
  readonly pValue: number;
}

/**
 * Hot spots among the cells of a city, most reports first.
 *
 * Statistic: Gi* of each cell and its up to eight neighbours (A. Getis, J. K. Ord, "The analysis of spatial
 * association by use of distance statistics", Geographical Analysis 24, 1992; standardised as in Ord & Getis,
 * "Local spatial autocorrelation statistics", ibid. 27, 1995), one-sided, on counts x made nearly normal as
 * 2·√(x + 3/8) (F. J. Anscombe, Biometrika 35, 1948), so that one extraordinary cell does not colour all around it.
 * Cells are chosen with at most 5 % false discoveries (M. Caldas de Castro, B. H. Singer, "Controlling the false
 * discovery rate", Geographical Analysis 38, 2006); empty ones are left out; those that touch, by an edge or a
 * corner, make one hot spot.
 *
 * `cells` are all cells of the city, each once and at one precision, the empty ones with count 0: what is not listed
 * is taken to lie outside of the city. With fewer than 16 cells, or equal counts everywhere, there are no hot spots.
 */
export function findHotspots(cells: readonly CountedCell[]): Hotspot[] {
  if (cells.length < HOTSPOT_MIN_CELLS) return [];
  const tested = testCells(cells);
  const isHot = discoveries(
    tested.map(({ pValue }) => pValue),
    HOTSPOT_FALSE_DISCOVERY_RATE,
  );
  const hot = tested.filter(({ count }, i) => isHot[i] && count > 0);
  const meanCount = cells.reduce((sum, { count }) => sum + count, 0) / cells.length;
  return groupAdjacent(hot)
    .map((group) => toHotspot(group, meanCount))
    .sort((a, b) => b.count - a.count || ((a.cells[0] ?? "") < (b.cells[0] ?? "") ? -1 : 1));
}

function testCells(cells: readonly CountedCell[]): TestedCell[] {
  const size = cells.length;
  const valueByCell = new Map(cells.map(({ geohash, count }) => [geohash, 2 * Math.sqrt(count + 3 / 8)]));
  const values = [...valueByCell.values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / size;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
  return cells.map((cell) => {
    const surroundings = [cell.geohash, ...geohashNeighbors(cell.geohash)].flatMap(
      (geohash) => (geohash && valueByCell.get(geohash)) ?? [],
    );
    const excess = surroundings.reduce((sum, value) => sum + value - mean, 0);
    const spread = Math.sqrt((variance * surroundings.length * (size - surroundings.length)) / (size - 1));
    const zScore = spread > NO_SPREAD ? excess / spread : 0;
    return { ...cell, zScore, pValue: normalUpperTail(zScore) };
  });
}

function groupAdjacent(cells: readonly TestedCell[]): TestedCell[][] {
  const waiting = new Map(cells.map((cell) => [cell.geohash, cell]));
  const groups: TestedCell[][] = [];
  for (const first of cells) {
    if (!waiting.delete(first.geohash)) continue;
    const group = [first];
    for (const member of group) {
      for (const neighbor of geohashNeighbors(member.geohash)) {
        const cell = neighbor === null ? undefined : waiting.get(neighbor);
        if (cell === undefined) continue;
        waiting.delete(cell.geohash);
        group.push(cell);
      }
    }
    groups.push(group);
  }
  return groups;
}

function toHotspot(group: readonly TestedCell[], meanCount: number): Hotspot {
  const busiestFirst = group.toSorted((a, b) => b.count - a.count || (a.geohash < b.geohash ? -1 : 1));
  return {
    cells: busiestFirst.map(({ geohash }) => geohash),
    count: group.reduce((sum, { count }) => sum + count, 0),
    expected: meanCount * group.length,
    zScore: Math.max(...group.map(({ zScore }) => zScore)),
    pValue: Math.min(...group.map(({ pValue }) => pValue)),
  };
}
