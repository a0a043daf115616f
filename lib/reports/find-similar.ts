import { findCategory } from "@/lib/catalogue/catalogue";
import type { Bbox, Position } from "@/lib/geo/bbox";
import { geohashesInBbox } from "@/lib/geo/geohash";
import { distanceMeters } from "@/lib/geo/polygon";
import { publicPosition } from "./public-report";
import { isLive } from "./report";
import type { ReportDeps } from "./report-deps";
import type { StoredReport } from "./report-item";
import { queryPage } from "./report-query";

/** Two reports of one category within this distance may be the same thing. */
export const SIMILAR_WITHIN_METERS = 150;
/** A fleeting thing (noise, a street musician) is the same only for a day; a pothole stays for weeks. */
const RECENT_MS = { safety: 7, vibe: 1, infrastructure: 30, opportunity: 30 } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const METERS_PER_DEGREE = 111_195;
const PAGE_SIZE = 200;

/**
 * Live reports that may be about the same thing as one about to be sent: same category, near, recent; the nearest
 * first, at most `limit`. Distances are to public positions.
 *
 * @param position `[lon, lat]`, degrees
 * @param category id of the catalogue
 */
export async function findSimilar(
  deps: ReportDeps,
  {
    position,
    category,
    limit,
  }: { readonly position: Position; readonly category: string; readonly limit: number },
): Promise<{ readonly report: StoredReport; readonly distanceMeters: number }[]> {
  const layer = findCategory(category)?.layer;
  if (layer === undefined) return [];
  const asOf = deps.now();
  const since = asOf - RECENT_MS[layer] * DAY_MS;
  const cells = geohashesInBbox(boxAround(position), 6, 16) ?? [];
  const pages = await Promise.all(
    cells.map((geohash) =>
      queryPage(deps, { partition: { geohash }, before: null, since, layer, pageSize: PAGE_SIZE }),
    ),
  );
  return pages
    .flatMap((page) => page.reports)
    .filter((report) => report.category === category && isLive(report, asOf))
    .map((report) => ({ report, distanceMeters: distanceMeters(position, publicPosition(report)) }))
    .filter((found) => found.distanceMeters <= SIMILAR_WITHIN_METERS)
    .toSorted((a, b) => a.distanceMeters - b.distanceMeters)
    .slice(0, limit);
}

/** A box that holds every position within the distance; near a pole it is narrower than that. */
function boxAround([lon, lat]: Position): Bbox {
  const height = SIMILAR_WITHIN_METERS / METERS_PER_DEGREE;
  const width = height / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - width, Math.max(-90, lat - height), lon + width, Math.min(90, lat + height)];
}
