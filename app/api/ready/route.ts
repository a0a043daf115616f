import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { checkReadiness } from "@/lib/projection/readiness";

/** `GET /api/ready`: both stores and the projector; 503 while reports cannot be taken. */
export const GET = handle(async (_request, { runtime }) => {
  const { status, dynamodb, reachable, projector } = await checkReadiness(runtime);
  const body = { status, dynamodb: { reachable: dynamodb }, aurora: { reachable }, projector };
  return json(body, { status: dynamodb ? 200 : 503 });
});
