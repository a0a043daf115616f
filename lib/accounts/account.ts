import type { Sql } from "postgres";
import type { Env } from "@/lib/platform/env";
import type { SessionToken } from "./session-cookie";

export type MemberRole = "owner" | "member";

export interface Membership {
  readonly id: string;
  readonly name: string;
  readonly role: MemberRole;
}

/** A signed-in person, and the organisation that they are working for. */
export interface Account {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly hasPassword: boolean;
  readonly isOperator: boolean;
  readonly isDemo: boolean;
  readonly organization: Membership;
  /** Every organisation of the person, oldest membership first. */
  readonly organizations: readonly Membership[];
}

interface AccountRow {
  userId: string;
  email: string;
  name: string;
  hasPassword: boolean;
  isVerified: boolean;
  role: string;
  isDemo: boolean;
  chosenOrganizationId: string | null;
  seenLongAgo: boolean;
  organizations: Membership[];
}

/** The account behind a session; null when the session was ended or has expired, or the person was disabled. */
export async function findAccount(
  deps: { readonly sql: Sql; readonly env: Pick<Env, "operatorEmails">; readonly now: () => number },
  token: SessionToken,
): Promise<Account | null> {
  const now = new Date(deps.now());
  const row = await readAccount(deps.sql, token, now);
  if (row === undefined) return null;
  const organization =
    row.organizations.find(({ id }) => id === row.chosenOrganizationId) ?? row.organizations[0];
  if (organization === undefined) return null;
  if (row.seenLongAgo)
    await deps.sql`update sessions set last_seen_at = ${now} where id = ${token.sessionId}`;
  return {
    sessionId: token.sessionId,
    userId: row.userId,
    email: row.email,
    name: row.name,
    hasPassword: row.hasPassword,
    isOperator: row.role === "operator" || (row.isVerified && deps.env.operatorEmails.includes(row.email)),
    isDemo: row.isDemo,
    organization,
    organizations: row.organizations,
  };
}

/** One live session with its user and the user's organisations, in one statement; undefined when there is none. */
async function readAccount(sql: Sql, token: SessionToken, now: Date): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow[]>`
    select u.id as user_id, u.email, u.name, u.password_hash is not null as has_password,
           u.email_verified_at is not null as is_verified, u.role, u.is_demo,
           s.organization_id as chosen_organization_id,
           s.last_seen_at < ${now}::timestamptz - interval '5 minutes' as seen_long_ago,
           (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'role', m.role)
                                     order by m.created_at, o.id), '[]')
            from organization_members m join organizations o on o.id = m.organization_id
            where m.user_id = u.id) as organizations
    from sessions s join users u on u.id = s.user_id
    where s.id = ${token.sessionId} and s.user_id = ${token.userId} and s.revoked_at is null
      and s.expires_at > ${now} and u.disabled_at is null`;
  return row;
}
