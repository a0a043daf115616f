import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import type { Runtime } from "@/lib/platform/runtime";

/** A projector that has given no sign of life for this long counts as away. */
const SILENT_MS = 60_000;

/** Which of the stores answer, and how far behind the projector is. */
export async function checkReadiness(runtime: Runtime) {
  const [dynamodb, aurora] = await Promise.all([checkDynamo(runtime), checkAurora(runtime)]);
  const isWhole = aurora.reachable && aurora.projector.alive;
  return { status: !dynamodb ? "down" : isWhole ? "ready" : "degraded", dynamodb, ...aurora };
}

async function checkDynamo({ dynamo }: Runtime): Promise<boolean> {
  try {
    const { Table } = await dynamo.documents.send(
      new DescribeTableCommand({ TableName: dynamo.tables.reports }),
    );
    return Table?.TableStatus === "ACTIVE" || Table?.TableStatus === "UPDATING";
  } catch {
    return false;
  }
}

async function checkAurora({ sql, now }: Runtime) {
  const away = { reachable: false, projector: { alive: false, lag_ms: null, last_change_at: null } };
  try {
    const [state] = await sql<{ lagMs: number | null; lastChangeAt: Date | null; beatAt: Date | null }[]>`
      select lag_ms, last_change_at, beat_at from projection_state`;
    if (state === undefined) return away;
    return {
      reachable: true,
      projector: {
        alive: state.beatAt !== null && now() - state.beatAt.getTime() < SILENT_MS,
        lag_ms: state.lagMs,
        last_change_at: state.lastChangeAt,
      },
    };
  } catch {
    return away;
  }
}
