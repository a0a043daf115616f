import type { Fragment, Sql } from "postgres";
import { findCategory, SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import { type Bbox, bboxContains, type Position } from "@/lib/geo/bbox";
import { tileKeyRanges } from "@/lib/geo/mercator";
import { AppError } from "@/lib/http/problem";
import { type TimeWindow, windowIndex } from "@/lib/projection/windows";
import { precisionForZoom } from "./map-precision";

/** A cell of the map with its live reports. */
export interface Cluster {
  readonly geohash: string;
  readonly precision: number;
  /** Centroid of the reports, `[lon, lat]` in degrees; inside the cell. */
  readonly position: Position;
  /** Reports in the layers asked for. */
  readonly count: number;
  readonly layers: Readonly<Record<SignalLayer, number>>;
  /** Mean severity, 1–5, over the layers asked for. */
  readonly severityMean: number;
}

export interface ClusterFilter {
  readonly layers: readonly SignalLayer[];
  /** Category ids; null for all of the layers. */
  readonly categories: readonly string[] | null;
  readonly window: TimeWindow;
}

/** Half-open range of tile keys, `[start, end)`. */
export type KeyRange = readonly [start: number, end: number];

/** Most clusters in one answer. */
const MAX_CLUSTERS = 50_000;
/** Index ranges that cover a box: more would fit tighter, fewer are cheaper. */
const MAX_RANGES = 24;

/**
 * Clusters whose centroid lies in the box (west and south edges in, east and north out, so that any split of a box
 * gives the same clusters once each). The zoom picks the precision.
 *
 * One statement, whose cost depends on the clusters in the box, not on how many reports exist.
 *
 * @throws AppError `invalid` when the box holds too many clusters at this zoom
 */
export async function listClusters(
  sql: Sql,
  { bbox, zoom, ...filter }: ClusterFilter & { readonly bbox: Bbox; readonly zoom: number },
): Promise<Cluster[]> {
  const precision = precisionForZoom(zoom);
  const rows = await findCells(sql, precision, filter, tileKeyRanges(bbox, MAX_RANGES), MAX_CLUSTERS);
  if (rows.length > MAX_CLUSTERS) {
    throw new AppError("invalid", "This box holds too many clusters at this zoom.", {
      errors: [{ path: "bbox", message: "Ask for a smaller box or a lower zoom." }],
    });
  }
  return rows.flatMap((row) => toCluster(row, filter) ?? []).filter((c) => bboxContains(bbox, c.position));
}

export interface MapCellRow {
  readonly geohash: string;
  readonly precision: number;
  readonly tileKey: number;
  readonly count: number;
  readonly safety: number;
  readonly vibe: number;
  readonly infrastructure: number;
  readonly opportunity: number;
  readonly safetySeverity: number;
  readonly vibeSeverity: number;
  readonly infrastructureSeverity: number;
  readonly opportunitySeverity: number;
  readonly lonSum: number;
  readonly latSum: number;
}

/**
 * The map cells of a precision and window whose centroid's tile key lies in one of the ranges, at most `limit` + 1.
 * Each range is one bounded scan of the index (time_window, precision, tile_key): the inner limit keeps the planner
 * from reading all cells of the precision and joining them with the ranges, which costs the more the more there are.
 * With a category filter the counts and severities by layer are those of the categories; `count` and the centroid
 * stay the whole cell's.
 */
export function findCells(
  sql: Sql,
  precision: number,
  { window, categories }: Pick<ClusterFilter, "window" | "categories">,
  ranges: readonly KeyRange[],
  limit: number,
): Promise<MapCellRow[]> {
  return sql<MapCellRow[]>`
    select m.geohash, m.precision, m.tile_key, m.count, m.lon_sum, m.lat_sum,
      ${categories === null ? layerCounts(sql, sql`m`) : layerCounts(sql, sql`k`)}
    from unnest(${ranges.map(([start]) => start)}::bigint[], ${ranges.map(([, end]) => end)}::bigint[]) r(first, past)
    cross join lateral (
      select * from map_cells c
      where c.time_window = ${windowIndex(window)} and c.precision = ${precision}
        and c.tile_key >= r.first and c.tile_key < r.past
      limit ${limit + 1}
    ) m
    ${categories === null ? sql`` : sql`cross join lateral (${sumOfCategories(sql, categories)}) k`}
    limit ${limit + 1}`;
}

function layerCounts(sql: Sql, from: Fragment): Fragment {
  return sql`${from}.safety, ${from}.vibe, ${from}.infrastructure, ${from}.opportunity, ${from}.safety_severity,
    ${from}.vibe_severity, ${from}.infrastructure_severity, ${from}.opportunity_severity`;
}

/** Counts and severities by layer of the chosen categories of the cell `m`. */
function sumOfCategories(sql: Sql, categories: readonly string[]): Fragment {
  const inLayer = (layer: SignalLayer) => {
    const ids = categories.filter((id) => findCategory(id)?.layer === layer);
    return sql`category = any(${ids}::text[])`;
  };
  return sql`
    select
      coalesce(sum(count) filter (where ${inLayer("safety")}), 0)::int as safety,
      coalesce(sum(count) filter (where ${inLayer("vibe")}), 0)::int as vibe,
      coalesce(sum(count) filter (where ${inLayer("infrastructure")}), 0)::int as infrastructure,
      coalesce(sum(count) filter (where ${inLayer("opportunity")}), 0)::int as opportunity,
      coalesce(sum(severity_sum) filter (where ${inLayer("safety")}), 0)::int as safety_severity,
      coalesce(sum(severity_sum) filter (where ${inLayer("vibe")}), 0)::int as vibe_severity,
      coalesce(sum(severity_sum) filter (where ${inLayer("infrastructure")}), 0)::int as infrastructure_severity,
      coalesce(sum(severity_sum) filter (where ${inLayer("opportunity")}), 0)::int as opportunity_severity
    from map_category_cells c
    where c.time_window = m.time_window and c.precision = m.precision and c.geohash = m.geohash
      and c.category = any(${[...categories]}::text[])`;
}

/** The cluster that a row makes for the chosen layers; null when none of its reports is in them. */
export function toCluster(row: MapCellRow, { layers }: Pick<ClusterFilter, "layers">): Cluster | null {
  const severityByLayer: Record<SignalLayer, number> = {
    safety: row.safetySeverity,
    vibe: row.vibeSeverity,
    infrastructure: row.infrastructureSeverity,
    opportunity: row.opportunitySeverity,
  };
  const count = layers.reduce((sum, layer) => sum + row[layer], 0);
  if (count === 0) return null;
  const severity = layers.reduce((sum, layer) => sum + severityByLayer[layer], 0);
  const chosen = (layer: SignalLayer) => (layers.includes(layer) ? row[layer] : 0);
  return {
    geohash: row.geohash,
    precision: row.precision,
    position: centroid(row),
    count,
    layers: {
      safety: chosen("safety"),
      vibe: chosen("vibe"),
      infrastructure: chosen("infrastructure"),
      opportunity: chosen("opportunity"),
    },
    severityMean: Math.round((severity / count) * 100) / 100,
  };
}

/** Centroid of all reports of the cell, whatever layers are shown, so that clusters stay put when layers toggle. */
function centroid({ lonSum, latSum, count }: MapCellRow): Position {
  return [-180 + ((lonSum / count) * 360) / 2 ** 21, -90 + ((latSum / count) * 180) / 2 ** 21];
}

/** GeoJSON FeatureCollection of clusters (RFC 7946: positions `[lon, lat]`). */
export function clusterCollection(clusters: readonly Cluster[]) {
  return {
    type: "FeatureCollection" as const,
    features: clusters.map((cluster) => ({
      type: "Feature" as const,
      id: cluster.geohash,
      geometry: { type: "Point" as const, coordinates: [...cluster.position] },
      properties: clusterProperties(cluster),
    })),
  };
}

export function clusterProperties({ geohash, precision, count, layers, severityMean }: Cluster) {
  return {
    geohash,
    precision,
    count,
    ...layers,
    severity_mean: severityMean,
    dominant: dominantLayer(layers),
  };
}

function dominantLayer(layers: Readonly<Record<SignalLayer, number>>): SignalLayer {
  return SIGNAL_LAYERS.reduce((best, layer) => (layers[layer] > layers[best] ? layer : best));
}
