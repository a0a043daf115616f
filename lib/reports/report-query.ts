import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { translated } from "@/lib/platform/translated";
import { CITY_INDEX } from "./keys";
import { REPORT_LIFETIME_SECONDS } from "./report";
import type { ReportDeps } from "./report-deps";
import { fromItem, type ReportItem, type StoredReport } from "./report-item";

/** Where to read: one cell of the table, or one city shard of the index. */
export type Partition = { readonly geohash: string } | { readonly cityShard: string };

export interface PageQuery {
  readonly partition: Partition;
  /** Only reports with a smaller `timestamp_id`; null starts at the newest. */
  readonly before: string | null;
  /** Only reports created at or after this instant, milliseconds since the epoch; null for no limit. */
  readonly since: number | null;
  readonly layer: SignalLayer | null;
  /** Items read, not items returned: what is filtered out counts. */
  readonly pageSize: number;
}

export interface Page {
  /** Visible reports, newest first. */
  readonly reports: readonly StoredReport[];
  /** Everything down to this `timestamp_id` was read; null when the partition holds nothing older. */
  readonly readTo: string | null;
}

/**
 * One page of a partition, newest first. Hidden and expired items never come out, whether DynamoDB has deleted
 * them or not.
 */
export async function queryPage({ dynamo, now }: ReportDeps, query: PageQuery): Promise<Page> {
  const asOf = now();
  const params = pageParams(dynamo.tables.reports, query, asOf);
  const { Items = [], LastEvaluatedKey } = await translated(dynamo.documents.send(new QueryCommand(params)));
  return {
    reports: Items.filter((item) => item.timestamp_id !== query.before).map((item) =>
      fromItem(item as ReportItem),
    ),
    readTo: LastEvaluatedKey === undefined ? null : String(LastEvaluatedKey.timestamp_id),
  };
}

/** Sorts after every `timestamp_id`. */
const NEWEST = "~";

function pageParams(table: string, query: PageQuery, asOf: number): QueryCommandInput {
  const { partition, before, layer, pageSize } = query;
  const oldest = Math.max(query.since ?? 0, asOf - REPORT_LIFETIME_SECONDS * 1000, 0);
  const [keyName, keyValue, index] =
    "geohash" in partition
      ? ["geohash", partition.geohash, {}]
      : ["city_shard", partition.cityShard, { IndexName: CITY_INDEX }];
  return {
    TableName: table,
    ...index,
    KeyConditionExpression: "#partition = :partition AND timestamp_id BETWEEN :oldest AND :newest",
    FilterExpression: `expires_at > :now AND attribute_not_exists(#hidden)${layer === null ? "" : " AND #layer = :layer"}`,
    ExpressionAttributeNames: {
      "#partition": keyName,
      "#hidden": "hidden",
      ...(layer !== null && { "#layer": "layer" }),
    },
    ExpressionAttributeValues: {
      ":partition": keyValue,
      ":oldest": new Date(oldest).toISOString(),
      ":newest": before ?? NEWEST,
      ":now": asOf / 1000,
      ...(layer !== null && { ":layer": layer }),
    },
    ScanIndexForward: false,
    Limit: pageSize,
  };
}
