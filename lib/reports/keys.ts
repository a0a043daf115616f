import { idTimestamp } from "./report-id";

/** Name of the reports table's index by city and time. */
export const CITY_INDEX = "city_id-time";

/** Primary key of a report item. */
export interface ReportKey {
  /** 6-character geohash. */
  readonly geohash: string;
  /** `ISO8601#uuid`, sorts by time. */
  readonly timestamp_id: string;
}

/** Sort key of a report, in table and index alike: its creation instant and its id. Only the id is needed. */
export function timestampId(id: string): string {
  return `${new Date(idTimestamp(id)).toISOString()}#${id}`;
}

export function reportKey(geohash: string, id: string): ReportKey {
  return { geohash, timestamp_id: timestampId(id) };
}

/** The id within a sort key. */
export function idOf(timestampIdValue: string): string {
  return timestampIdValue.slice(timestampIdValue.indexOf("#") + 1);
}

/** Index partition of a report: `<city>#<shard>`, the shard picked by the id's random tail. */
export function cityShard(city: { readonly id: string; readonly shards: number }, id: string): string {
  return `${city.id}#${Number.parseInt(id.slice(-8), 16) % city.shards}`;
}
