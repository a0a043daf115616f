import type { Sql } from "postgres";
import type { Bbox } from "@/lib/geo/bbox";
import { geohashPolygon, toGeohash } from "@/lib/geo/geohash";
import { aggregateScores, type ScoredPart } from "@/lib/scoring/aggregate";
import type { Scores } from "@/lib/scoring/score";
import { coverBox } from "./cover-box";

export interface ScoreCell extends ScoredPart {
  readonly geohash: string;
}

type Row = Scores & {
  readonly cell: string;
  readonly reportCount: number;
  readonly reportCount7d: number;
  readonly confidence: number;
};

/**
 * Newest scores of the cells of a box, for shading a map: 6-character cells in small boxes, coarser ones (means of
 * their parts) in larger ones. Cells without a score are left out. One statement: a range of the primary key a cell.
 */
export async function listScoreCells(sql: Sql, bbox: Bbox): Promise<ScoreCell[]> {
  const rows = await sql<Row[]>`
    select c.cell, n.safety, n.vibe, n.infrastructure, n.opportunity, n.overall, n.report_count, n.report_count_7d,
      n.confidence
    from unnest(${coverBox(bbox)}::text[]) c(cell)
    cross join lateral (
      select * from neighborhood_latest l
      where l.geohash >= c.cell and l.geohash < c.cell || '~' and l.report_count > 0
    ) n`;
  const groups = new Map<string, ScoredPart[]>();
  for (const { cell, reportCount, reportCount7d, confidence, ...scores } of rows) {
    const parts = groups.get(cell) ?? [];
    parts.push({ scores, reportCount, reportCount7d, confidence });
    groups.set(cell, parts);
  }
  return [...groups].map(([geohash, parts]) => ({ geohash, ...aggregateScores(parts) }));
}

/** GeoJSON FeatureCollection of score cells: polygons `[lon, lat]`. */
export function scoreCollection(cells: readonly ScoreCell[]) {
  return {
    type: "FeatureCollection" as const,
    features: cells.map(({ geohash, scores, confidence, reportCount }) => ({
      type: "Feature" as const,
      id: geohash,
      geometry: { type: "Polygon" as const, coordinates: [geohashPolygon(toGeohash(geohash))] },
      properties: { geohash, ...scores, confidence, report_count: reportCount },
    })),
  };
}
