import Supercluster from "supercluster";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import type { Bbox } from "@/lib/geo/bbox";
import { indicesCenter } from "@/lib/geo/geohash";
import { tileKeyRange, tileKeyRanges } from "@/lib/geo/mercator";
import type { ReportChange } from "@/lib/projection/report-change";
import { listClusters } from "@/lib/read-model/clusters";
import { precisionForZoom } from "@/lib/read-model/map-precision";
import { readTile } from "@/lib/read-model/tiles";
import { connectForGroupBy, groupPoints } from "../group-by-points";
import type { GrowingReadModel } from "../growing-read-model";
import { positionTile, type Tile, viewAround } from "../places";
import { formatNumber } from "../print";
import { type Comparison, compare, type Figure, figure, type SectionResult, type Target } from "../result";
import { randomNumbers } from "../sample-reports";
import { timeInTurns } from "../statistics";
import type { BenchStores } from "../throwaway-engines";

const ZOOMS = [3, 6, 10, 12, 14] as const;
/** Places looked at: reports picked at random, so that busy places come up as often as people look at them. */
const PLACES = 6;
const FILTER = { layers: SIGNAL_LAYERS, window: "90d" as const, categories: null };

interface Look extends Tile {
  /** What a screen around the place shows. */
  readonly box: Bbox;
}

/** Cold tiles and cluster views beside GROUP BY over the points and beside supercluster in memory. */
export async function benchReads(
  { runtime: { sql, env } }: BenchStores,
  model: GrowingReadModel,
  rounds: number,
): Promise<SectionResult> {
  const raw = connectForGroupBy(env.databaseUrl);
  const { index, figures } = loadSupercluster(model.reports);
  const comparisons: Comparison[] = [];
  for (const zoom of ZOOMS) {
    const looks = looksAt(zoom, model.reports);
    const precision = precisionForZoom(zoom);
    const each = async (work: (look: Look) => unknown) => {
      for (const look of looks) await work(look);
    };
    const times = await timeInTurns(rounds, {
      tile: () => each((look) => readTile(sql, { ...look, ...FILTER }, freshVersion())),
      clusters: () => each(({ box }) => listClusters(sql, { ...FILTER, bbox: box, zoom })),
      groupTile: () => each(({ z, x, y }) => groupPoints(raw, precision, [tileKeyRange(z, x, y)], null)),
      groupBox: () => each(({ box }) => groupPoints(raw, precision, tileKeyRanges(box, 24), box)),
      memoryTile: () => each(({ z, x, y }) => index.getTile(z, x, y)),
      memoryBox: () => each(({ box }) => index.getClusters([...box], zoom)),
    });
    const tile = { name: `tile, zoom ${zoom}`, stratum: times.tile, pieces: looks.length };
    const view = { name: `view, zoom ${zoom}`, stratum: times.clusters, pieces: looks.length };
    comparisons.push(
      compare({ ...tile, other: "GROUP BY", others: times.groupTile, target: targetAt(zoom, model.size) }),
      compare({ ...view, other: "GROUP BY", others: times.groupBox }),
      compare({ ...tile, other: "supercluster", others: times.memoryTile }),
      compare({ ...view, other: "supercluster", others: times.memoryBox }),
    );
  }
  await raw.end();
  return {
    id: `reads-${model.size}`,
    title: `Reads at ${formatNumber(model.size)} reports`,
    notes: [
      "A cold tile is statement, clusters, vector tile and gzip; GROUP BY is its statement alone, on a connection with 128 MB work_mem.",
      "supercluster answers from the memory of one process; it was loaded from all points first, and has to be again when they change.",
    ],
    comparisons,
    figures,
  };
}

let version = 0;

/** A data version that no cached tile has. */
function freshVersion(): number {
  version -= 1;
  return version;
}

/** What DESIGN asks for, at its size: a million reports. */
function targetAt(zoom: number, size: number): Target | undefined {
  if (size < 1_000_000) return undefined;
  if (zoom <= 10) return { atLeast: 100 };
  return zoom === 12 ? { atLeast: 15 } : undefined;
}

function looksAt(zoom: number, reports: readonly ReportChange[]): Look[] {
  const random = randomNumbers(zoom);
  return Array.from({ length: PLACES }, () => {
    const report = reports[Math.floor(random() * reports.length)];
    if (report === undefined) throw new Error("no reports to look at");
    const position = indicesCenter({ lon: report.lonIndex, lat: report.latIndex }, 8);
    return { ...positionTile(position, zoom), box: viewAround(position, zoom) };
  });
}

function loadSupercluster(reports: readonly ReportChange[]): {
  index: Supercluster;
  figures: Figure[];
} {
  const before = process.memoryUsage();
  const start = performance.now();
  // In pixels of a 512-pixel tile: about the size of Stratum's cells, which are 64 to 128 wide.
  const index = new Supercluster({ radius: 48, extent: 512, maxZoom: 16 });
  index.load(
    reports.map(({ lonIndex, latIndex, severity }) => ({
      type: "Feature" as const,
      geometry: {
        type: "Point" as const,
        coordinates: [...indicesCenter({ lon: lonIndex, lat: latIndex }, 8)],
      },
      properties: { severity },
    })),
  );
  const seconds = (performance.now() - start) / 1000;
  const after = process.memoryUsage();
  const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  return {
    index,
    figures: [
      figure("supercluster: loading all points", seconds, "s"),
      figure("supercluster: memory it holds", Math.max(0, megabytes), "MB"),
    ],
  };
}
