import type { Sql } from "postgres";
import type { SignalLayer } from "@/lib/catalogue/catalogue";

export interface CityReport {
  readonly reportId: string;
  /** 8-character geohash. */
  readonly geohash: string;
  readonly category: string;
  readonly severity: number;
  readonly stillThere: number;
  /** False once it is resolved, declined or gone. */
  readonly live: boolean;
  readonly createdAt: Date;
}

/**
 * The reports that a count of `listCategoryTrends` is made of: those of a city's layer in `(from, to]` (milliseconds
 * since the epoch), of one category or all, newest first, at most `limit`. One statement on the index
 * (city_id, layer, created_at).
 */
export async function listCityReports(
  sql: Sql,
  query: {
    readonly cityId: string;
    readonly layer: SignalLayer;
    readonly category: string | null;
    readonly from: number;
    readonly to: number;
    readonly limit: number;
  },
): Promise<CityReport[]> {
  const { cityId, layer, category, from, to, limit } = query;
  return await sql<CityReport[]>`
    select report_id, geohash_8 as geohash, category, severity, still_there, live, created_at
    from report_points
    where counted and city_id = ${cityId} and layer = ${layer}
      and created_at > ${new Date(from)} and created_at <= ${new Date(to)}
      and (${category}::text is null or category = ${category})
    order by created_at desc, report_id limit ${limit}`;
}
