import { setTimeout } from "node:timers/promises";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "@/lib/http/problem";
import { translated } from "@/lib/platform/translated";
import { type MarkKind, markKey } from "./activity-keys";
import { reportKey } from "./keys";
import { oneAtATime } from "./one-at-a-time";
import type { Report } from "./report";
import type { ReportDeps } from "./report-deps";

export interface Mark {
  readonly kind: MarkKind;
  /** As `actorMark` gives it. */
  readonly mark: string;
  /** Counter of the report item that the mark adds one to. */
  readonly counter: "still_there" | "gone" | "flags";
  /** What else the mark keeps. */
  readonly facts: Readonly<Record<string, string>>;
}

const ATTEMPTS = 3;

/**
 * Puts a device's mark on a report and moves the report's counter, both or neither: the counter always equals the
 * number of marks. A device that has its mark already changes nothing and is answered `repeated`.
 *
 * @throws AppError `not_found` when the report is hidden, expired or gone from the table, `unavailable`
 */
export async function markReport(
  deps: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "expiresAt">,
  mark: Mark,
): Promise<"counted" | "repeated"> {
  if (await isMarked(deps, report, mark)) return "repeated";
  return oneAtATime(report.id, () => tryToMark(deps, report, mark));
}

/** A read costs a fraction of a transaction that fails. */
async function isMarked(
  { dynamo }: ReportDeps,
  { id }: Pick<Report, "id">,
  { kind, mark }: Mark,
): Promise<boolean> {
  const command = new GetCommand({ TableName: dynamo.tables.activity, Key: markKey(id, kind, mark) });
  return (await translated(dynamo.documents.send(command))).Item !== undefined;
}

async function tryToMark(
  deps: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "expiresAt">,
  mark: Mark,
): Promise<"counted" | "repeated"> {
  for (let attempt = 1; ; attempt++) {
    try {
      await translated(deps.dynamo.documents.send(markTransaction(deps, report, mark)));
      return "counted";
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [byMark, byReport] = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      if (byMark === "ConditionalCheckFailed") return "repeated";
      if (byReport === "ConditionalCheckFailed") {
        throw new AppError("not_found", "There is no report with this id.");
      }
      if (attempt === ATTEMPTS) throw busy(error);
      await setTimeout(Math.random() * 50 * attempt);
    }
  }
}

function markTransaction(
  { dynamo, now }: ReportDeps,
  report: Pick<Report, "id" | "geohash" | "expiresAt">,
  { kind, mark, counter, facts }: Mark,
): TransactWriteCommand {
  return new TransactWriteCommand({
    TransactItems: [
      {
        Put: {
          TableName: dynamo.tables.activity,
          Item: { ...markKey(report.id, kind, mark), ...facts, expires_at: report.expiresAt },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      {
        Update: {
          TableName: dynamo.tables.reports,
          Key: reportKey(report.geohash, report.id),
          ConditionExpression:
            "attribute_exists(geohash) AND attribute_not_exists(#hidden) AND expires_at > :now",
          UpdateExpression: "ADD #counter :one, revision :one",
          ExpressionAttributeNames: { "#hidden": "hidden", "#counter": counter },
          ExpressionAttributeValues: { ":one": 1, ":now": now() / 1000 },
        },
      },
    ],
  });
}

/** Others were marking the same report in the same instant, three times in a row. */
function busy(cause: unknown): AppError {
  return new AppError("unavailable", "Many people are answering this report. Try again in a moment.", {
    retryAfterSeconds: 1,
    cause,
  });
}
