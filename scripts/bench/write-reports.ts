import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { Severity } from "@/lib/catalogue/catalogue";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";
import type { Dynamo } from "@/lib/platform/runtime";
import type { ReportChange } from "@/lib/projection/report-change";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { toItem } from "@/lib/reports/report-item";

/** Most items that one BatchWriteItem takes. */
const ITEMS_PER_CALL = 25;
const CALLS_AT_ONCE = 2;

/** Puts the same reports into the write model, past the front door: only for measuring what reads cost. */
export async function writeReports(dynamo: Dynamo, changes: readonly ReportChange[]): Promise<void> {
  const calls = Array.from({ length: Math.ceil(changes.length / ITEMS_PER_CALL) }, (_, i) =>
    changes.slice(i * ITEMS_PER_CALL, (i + 1) * ITEMS_PER_CALL),
  );
  const workers = Array.from({ length: CALLS_AT_ONCE }, async () => {
    for (let batch = calls.pop(); batch !== undefined; batch = calls.pop()) {
      await dynamo.documents.send(
        new BatchWriteCommand({
          RequestItems: {
            [dynamo.tables.reports]: batch.map((change) => ({ PutRequest: { Item: itemOf(change) } })),
          },
        }),
      );
    }
  });
  await Promise.all(workers);
}

function itemOf(change: ReportChange) {
  const [lng, lat] = geohashCenter(toGeohash(change.geohash8));
  const { reportId: id, cityId, layer, category, source, createdAt, revision, stillThere } = change;
  return toItem(
    {
      id,
      geohash: change.geohash8.slice(0, 6),
      cityId,
      layer,
      category,
      severity: change.severity as Severity,
      note: null,
      lat,
      lng,
      status: "open",
      hidden: false,
      noteHeld: false,
      noteRemoved: false,
      withdrawn: false,
      stillThere,
      gone: 0,
      flags: 0,
      source,
      author: null,
      photo: null,
      revision,
      createdAt,
      expiresAt: Math.floor(createdAt / 1000) + REPORT_LIFETIME_SECONDS,
    },
    `${cityId}#0`,
  );
}
