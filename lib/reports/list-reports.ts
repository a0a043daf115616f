import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { type Bbox, bboxContains } from "@/lib/geo/bbox";
import { geohashBbox, geohashesInBbox, toGeohash } from "@/lib/geo/geohash";
import { citiesNear } from "./city-of-report";
import { type Merged, mergeNewest } from "./merge-newest";
import { publicPosition } from "./public-report";
import type { ReportDeps } from "./report-deps";
import { type Partition, queryPage } from "./report-query";

export interface ListQuery {
  /** Half-open as in `bboxContains`; `west > east` crosses the antimeridian. */
  readonly bbox: Bbox;
  readonly layer: SignalLayer | null;
  /** Milliseconds since the epoch, inclusive; null for no limit. */
  readonly since: number | null;
  /** Most reports to return, 1 or more. */
  readonly limit: number;
  /** `timestamp_id` of the last report already told; null starts at the newest. */
  readonly before: string | null;
}

/** Boxes that touch at most this many 6-character cells are read cell by cell, larger ones city by city. */
const MAX_CELLS = 32;
const MAX_EXTRA_PAGES = 12;

/**
 * Visible reports of a box, newest first. What is compared with the box is the public position.
 *
 * Small boxes read their cells, large ones the city index, and either reads a bounded number of pages: a sparse
 * large box may give fewer reports than `limit`, even none, and still a place to go on. Going on from
 * `before` never repeats and never skips a report, whatever is written meanwhile; new reports are newer than it.
 */
export async function listReports(deps: ReportDeps, query: ListQuery): Promise<Merged> {
  const { bbox, layer, since, limit, before } = query;
  const cells = geohashesInBbox(bbox, 6, MAX_CELLS);
  const partitions: Partition[] = cells?.map((geohash) => ({ geohash })) ?? cityPartitions(bbox);
  const pageSize =
    cells === null ? 200 : Math.max(10, Math.ceil((limit + 1) / Math.max(1, Math.sqrt(cells.length))));
  return mergeNewest(
    partitions.map(
      (partition) => (from) => queryPage(deps, { partition, before: from, since, layer, pageSize }),
    ),
    {
      limit,
      before,
      maxPages: partitions.length + MAX_EXTRA_PAGES,
      matches: (report) => bboxContains(bbox, publicPosition(report)),
    },
  );
}

/** The box of a geohash cell, for `listReports`. */
export function cellBbox(geohash: string): Bbox {
  return geohashBbox(toGeohash(geohash));
}

function cityPartitions(bbox: Bbox): Partition[] {
  return citiesNear(bbox).flatMap(({ id, shards }) =>
    Array.from({ length: shards }, (_, shard) => ({ cityShard: `${id}#${shard}` })),
  );
}
