import { z } from "zod";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { limitParam } from "@/lib/http/params";
import { parseQuery } from "@/lib/http/query";
import { listQueue } from "@/lib/moderation/list-queue";
import { toQueueEntry } from "@/lib/moderation/public-queue";

const querySchema = z.object({ limit: limitParam(100, 25), cursor: z.string().max(200).optional() });

export const GET = withAccount("operator", async (request, { runtime }) => {
  const { limit, cursor = null } = parseQuery(querySchema, request);
  const { waiting, after } = await listQueue(runtime, { limit, after: cursor });
  return json({ waiting: waiting.map(toQueueEntry), next_cursor: after });
});
