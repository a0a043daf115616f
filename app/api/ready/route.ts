import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import type { Runtime } from "@/lib/platform/runtime";

/** A projector that has given no sign of life for this long counts as away. */
const SILENT_MS = 60_000;

/** `GET /api/ready`: both stores and the projector; 503 while reports cannot be taken. */
export const GET = handle(async (_request, { runtime }) => {
  const [dynamodb, aurora] = await Promise.all([checkDynamo(runtime), checkAurora(runtime)]);
  const body = {
    status: !dynamodb ? "down" : aurora.reachable && aurora.projector.alive ? "ready" : "degraded",
    dynamodb: { reachable: dynamodb },
    aurora: { reachable: aurora.reachable },
    projector: aurora.projector,
  };
  return json(body, { status: dynamodb ? 200 : 503 });
});

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
