import { startSession } from "@/lib/accounts/sessions";
import type { Runtime } from "@/lib/platform/runtime";
import { makeKey, makeSubscription, makeUser } from "./account-fixtures";
import { sessionCookie } from "./account-requests";

/** Everybody who may knock at a route. */
export const ACTORS = [
  "nobody",
  "other_user",
  "revoked_key",
  "expired_key",
  "wrong_scope",
  "free_plan",
  "agent",
  "other_city",
  "operator",
] as const;
export type Actor = (typeof ACTORS)[number];

/** The people, keys and things that the requests of the matrix name. */
export interface World {
  readonly headers: Readonly<Record<Actor, Readonly<Record<string, string>>>>;
  /** Ids of things that belong to the agent's organisation. */
  readonly own: {
    readonly organizationId: string;
    readonly userId: string;
    readonly memberId: string;
    readonly keyId: string;
    readonly sessionId: string;
    readonly placeId: string;
    readonly invitationId: string;
  };
}

/** A world of its own: people, organisations, subscriptions and keys of every kind that the matrix knows. */
export async function makeWorld(runtime: Runtime): Promise<World> {
  const { sql } = runtime;
  const [other, keyOwner, free, agent, member, city, operator] = await Promise.all(
    Array.from({ length: 7 }, () => makeUser(sql)),
  );
  if (!other || !keyOwner || !free || !agent || !member || !city || !operator)
    throw new Error("users missing");
  await sql`update users set role = 'operator' where id = ${operator.userId}`;
  await sql`
    insert into organization_members (organization_id, user_id, role)
    values (${agent.organizationId}, ${member.userId}, 'member')`;
  await sql`insert into city_grants (organization_id, city_id) values (${city.organizationId}, 'austin')`;

  const [forKeys, ofFree, ofAgent, ofCity] = await Promise.all([
    makeSubscription(sql, keyOwner.organizationId),
    makeSubscription(sql, free.organizationId, { plan: "resident" }),
    makeSubscription(sql, agent.organizationId),
    makeSubscription(sql, city.organizationId, { plan: "city" }),
  ]);
  const past = new Date(Date.now() - 60_000);
  const [revoked, expired, narrow, freeKey, agentKey, cityKey] = await Promise.all([
    makeKey(sql, forKeys, { revokedAt: past }),
    makeKey(sql, forKeys, { expiresAt: past }),
    makeKey(sql, forKeys, { scopes: [] }),
    makeKey(sql, ofFree),
    makeKey(sql, ofAgent),
    makeKey(sql, ofCity),
  ]);
  const cookie = async (userId: string) => ({ cookie: await sessionCookie(runtime, userId) });
  const key = (made: { key: string }) => ({ authorization: `Bearer ${made.key}` });
  const agentCookie = await cookie(agent.userId);
  return {
    headers: {
      nobody: {},
      other_user: await cookie(other.userId),
      revoked_key: key(revoked),
      expired_key: key(expired),
      wrong_scope: key(narrow),
      free_plan: { ...(await cookie(free.userId)), ...key(freeKey) },
      agent: { ...agentCookie, ...key(agentKey) },
      other_city: { ...(await cookie(city.userId)), ...key(cityKey) },
      operator: await cookie(operator.userId),
    },
    own: {
      organizationId: agent.organizationId,
      userId: agent.userId,
      memberId: member.userId,
      keyId: agentKey.id,
      ...(await makeThings(runtime, agent)),
    },
  };
}

async function makeThings(
  { sql, now }: Runtime,
  { organizationId, userId }: { organizationId: string; userId: string },
) {
  const sessionId = await startSession(sql, { userId, deviceLabel: "Another", now: now() });
  const [place] = await sql<{ id: string }[]>`
    insert into saved_places (id, user_id, name, geohash) values (gen_random_uuid(), ${userId}, 'x', '9q8yyk')
    returning id`;
  const [invitation] = await sql<{ id: string }[]>`
    insert into organization_invitations (id, organization_id, email, role, token_hash, expires_at)
    values (gen_random_uuid(), ${organizationId}, 'invited@example.org', 'member',
            sha256(gen_random_uuid()::text::bytea), now() + interval '1 day')
    returning id`;
  if (!place || !invitation) throw new Error("things missing");
  return { sessionId, placeId: place.id, invitationId: invitation.id };
}
