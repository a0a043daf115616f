import { readActor } from "@/lib/abuse/actor";
import { issueChallenge } from "@/lib/abuse/proof-of-work";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

/** A proof-of-work challenge ahead of time; a refused report brings one along anyway. */
export const GET = handle(async (request, { runtime }) => {
  const { network } = readActor(request, runtime.env);
  return json(await issueChallenge(runtime, network ?? "unknown"));
});
