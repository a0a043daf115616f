import { fromVectorTileJs, GeoJSONWrapper } from "@maplibre/vt-pbf";
import type { GeoJsonProperties } from "geojson";
import { LRUCache } from "lru-cache";
import type { Sql } from "postgres";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import type { Position } from "@/lib/geo/bbox";
import { indicesCenter } from "@/lib/geo/geohash";
import { bufferedTileRanges, project } from "@/lib/geo/mercator";
import { TIME_WINDOWS, windowIndex } from "@/lib/projection/windows";
import { type ClusterFilter, clusterProperties, findCells, type KeyRange, toCluster } from "./clusters";
import { precisionForZoom, STREET_ZOOM } from "./map-precision";

/** Coordinates of a tile run from 0 to this. */
const EXTENT = 4096;
/** Width of the rim around a tile whose features it also carries, as a fraction of the tile: 64 pixels of 512. */
const BUFFER = 1 / 8;
const MAX_CELLS = 20_000;
const MAX_REPORTS = 2_000;
export const MAX_TILE_ZOOM = 18;

export interface TileRequest extends ClusterFilter {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const cache = new LRUCache<string, Uint8Array<ArrayBuffer>>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: (bytes) => bytes.length + 256,
});

/**
 * A vector tile (MVT 2, uncompressed: Next sends no body that a route has encoded itself) of clusters, and from street zooms on of single reports, for one data version.
 *
 * Layer `clusters`: points with the properties of `GET /api/clusters`. Layer `reports` (z ≥ 15): points at geohash-8
 * centres with `id`, `geohash`, `layer`, `category`, `severity`, `created_at` (seconds since the epoch).
 *
 * A cold tile is one statement (two at street zooms); a warm one none.
 */
export async function readTile(
  sql: Sql,
  tile: TileRequest,
  version: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = `${version}/${tileKeyOf(tile)}`;
  const warm = cache.get(key);
  if (warm !== undefined) return warm;
  const bytes = new Uint8Array(await encodeTile(sql, tile));
  cache.set(key, bytes);
  return bytes;
}

/** What tells one tile from another of the same data version: part of the ETag. */
export function tileKeyOf({ z, x, y, window, layers, categories }: TileRequest): string {
  const mask = SIGNAL_LAYERS.reduce((bits, layer, i) => bits | (layers.includes(layer) ? 1 << i : 0), 0);
  return `${z}/${x}/${y}/${TIME_WINDOWS.indexOf(window)}/${mask}/${categories?.toSorted().join(",") ?? ""}`;
}

async function encodeTile(sql: Sql, tile: TileRequest): Promise<Uint8Array> {
  const ranges = bufferedTileRanges(tile.z, tile.x, tile.y, BUFFER);
  const [cells, reports] = await Promise.all([
    findCells(sql, precisionForZoom(tile.z), tile, ranges, MAX_CELLS),
    tile.z >= STREET_ZOOM ? findReports(sql, tile, ranges) : [],
  ]);
  const clusters = cells
    .flatMap((row) => toCluster(row, tile) ?? [])
    .map((cluster) => pointFeature(tile, cluster.position, clusterProperties(cluster)))
    .filter(isNear);
  const points = reports.map(({ lonIndex, latIndex, createdAt, ...properties }) =>
    pointFeature(tile, indicesCenter({ lon: lonIndex, lat: latIndex }, 8), {
      ...properties,
      created_at: Math.floor(createdAt.getTime() / 1000),
    }),
  );
  const layers = { clusters, ...(tile.z >= STREET_ZOOM ? { reports: points.filter(isNear) } : {}) };
  return fromVectorTileJs({
    layers: Object.fromEntries(
      Object.entries(layers).map(([name, features]) => {
        const layer = new GeoJSONWrapper(features, { version: 2, extent: EXTENT });
        layer.name = name;
        return [name, layer];
      }),
    ),
  });
}

/** True inside the tile and its rim: index ranges may hold a little more. */
function isNear({ geometry: [point = [0, 0]] }: PointFeature): boolean {
  return point.every((value) => value >= -BUFFER * EXTENT && value < (1 + BUFFER) * EXTENT);
}

interface PointFeature {
  type: 1;
  geometry: [number, number][];
  tags: GeoJsonProperties;
}

/** The newest reports in a tile's ranges. Each range is one bounded scan of the index on tile_key. */
function findReports(sql: Sql, { layers, categories, window }: TileRequest, ranges: readonly KeyRange[]) {
  return sql<
    {
      id: string;
      geohash: string;
      layer: string;
      category: string;
      severity: number;
      lonIndex: number;
      latIndex: number;
      createdAt: Date;
    }[]
  >`
    select p.report_id as id, p.geohash_8 as geohash, p.layer, p.category, p.severity, p.lon_index, p.lat_index, p.created_at
    from unnest(${ranges.map(([start]) => start)}::bigint[], ${ranges.map(([, end]) => end)}::bigint[]) r(first, past)
    cross join lateral (
      select * from report_points c
      where c.live and c.window_state < 4 and c.tile_key >= r.first and c.tile_key < r.past
        and c.window_state <= ${windowIndex(window)} and c.layer = any(${[...layers]}::text[])
        ${categories === null ? sql`` : sql`and c.category = any(${[...categories]}::text[])`}
      limit ${MAX_REPORTS}
    ) p
    order by p.created_at desc
    limit ${MAX_REPORTS}`;
}

/** A point of the tile; beyond its edge (negative, or above the extent) for those in the rim. */
function pointFeature({ z, x, y }: TileRequest, position: Position, tags: GeoJsonProperties): PointFeature {
  const [worldX, south] = project(position);
  // Reports beyond the Mercator square stand at its edge, inside the last row.
  const worldY = Math.min(south, 1 - Number.EPSILON);
  const scale = 2 ** z;
  const column = worldX * scale - x;
  const wrapped = column - scale * Math.round((column - 0.5) / scale);
  return {
    type: 1,
    geometry: [[Math.floor(wrapped * EXTENT), Math.floor((worldY * scale - y) * EXTENT)]],
    tags,
  };
}
