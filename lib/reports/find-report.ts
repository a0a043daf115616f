import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { translated } from "@/lib/platform/translated";
import { reportCities } from "./city-of-report";
import { CITY_INDEX, cityShard, reportKey, timestampId } from "./keys";
import { knownOwner, rememberOwner } from "./owning-cells";
import type { ReportDeps } from "./report-deps";
import { fromItem, type ReportItem, type StoredReport } from "./report-item";

/**
 * The stored report with this id, hidden or expired ones included; null when there is none.
 *
 * @param hint the report's 6-character geohash, if known: one read of one item then. Without it, or when it is
 *   wrong, the index is asked once per city.
 */
export async function findReport(deps: ReportDeps, id: string, hint?: string): Promise<StoredReport | null> {
  const owner = await knownOwner(deps.dynamo.tables.reports, id)?.catch(() => undefined);
  const cells = new Set([hint, owner].filter((cell) => cell !== undefined));
  for (const cell of cells) {
    const report = await readReport(deps, cell, id);
    if (report !== null) return report;
  }
  const cell = await findCellById(deps, id);
  if (cell === null) return null;
  rememberOwner(deps.dynamo.tables.reports, id, Promise.resolve(cell));
  return cells.has(cell) ? null : readReport(deps, cell, id);
}

/** The 6-character geohash of the cell that holds this id, from the index; null when no city has it. */
export async function findCellById({ dynamo }: ReportDeps, id: string): Promise<string | null> {
  const answers = await Promise.all(
    reportCities().map((city) =>
      translated(
        dynamo.documents.send(
          new QueryCommand({
            TableName: dynamo.tables.reports,
            IndexName: CITY_INDEX,
            KeyConditionExpression: "city_shard = :shard AND timestamp_id = :timestampId",
            ExpressionAttributeValues: { ":shard": cityShard(city, id), ":timestampId": timestampId(id) },
            ProjectionExpression: "geohash",
            Limit: 1,
          }),
        ),
      ),
    ),
  );
  const found = answers.flatMap(({ Items = [] }) => Items).at(0);
  return found === undefined ? null : String(found.geohash);
}

/** The stored report of this cell and id, strongly consistent; null when there is none. */
export async function readReport(
  { dynamo }: ReportDeps,
  geohash: string,
  id: string,
): Promise<StoredReport | null> {
  const { Item } = await translated(
    dynamo.documents.send(
      new GetCommand({
        TableName: dynamo.tables.reports,
        Key: reportKey(geohash, id),
        ConsistentRead: true,
      }),
    ),
  );
  return Item === undefined ? null : fromItem(Item as ReportItem);
}
