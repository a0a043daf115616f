import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { translated } from "@/lib/platform/translated";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import type { ReportDeps } from "@/lib/reports/report-deps";

/**
 * Remembers by how much a file was shifted, for as long as reports live, so that importing it again gives the same
 * ids and adds nothing. The first one to come decides, also among imports that run side by side.
 */
export async function keepShift(
  { dynamo, now }: ReportDeps,
  fingerprint: string,
  shiftMs: number,
): Promise<{ shiftMs: number; repeated: boolean }> {
  const nowSeconds = Math.floor(now() / 1000);
  const Item = {
    pk: `import#${fingerprint}`,
    sk: "redate",
    shift_ms: shiftMs,
    expires_at: nowSeconds + REPORT_LIFETIME_SECONDS,
  };
  try {
    await translated(
      dynamo.documents.send(
        new PutCommand({
          TableName: dynamo.tables.activity,
          Item,
          ConditionExpression: "attribute_not_exists(pk) OR expires_at <= :now",
          ExpressionAttributeValues: { ":now": nowSeconds },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
    return { shiftMs, repeated: false };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    return { shiftMs: Number(unmarshall(error.Item).shift_ms), repeated: true };
  }
}
