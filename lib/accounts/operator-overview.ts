import type { Sql } from "postgres";

export interface UserOverview {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: "user" | "operator";
  readonly isVerified: boolean;
  readonly isDemo: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: string }[];
}

/** People whose address or name holds the text, newest first, at most 200. */
export async function listUsers(sql: Sql, search: string): Promise<UserOverview[]> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return await sql<UserOverview[]>`
    select u.id, u.email, u.name, u.role, u.email_verified_at is not null as is_verified, u.is_demo, u.disabled_at,
           u.created_at, (select max(last_seen_at) from sessions where user_id = u.id) as last_seen_at,
           (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'role', m.role) order by m.created_at), '[]')
            from organization_members m join organizations o on o.id = m.organization_id
            where m.user_id = u.id) as organizations
    from users u
    where u.email like ${pattern} or lower(u.name) like ${pattern}
    order by u.created_at desc limit 200`;
}

export interface CityGrant {
  readonly organizationId: string;
  readonly organization: string;
  readonly cityId: string;
  readonly createdAt: Date;
}

/** Which organisations see which city. */
export async function listCityGrants(sql: Sql): Promise<CityGrant[]> {
  return await sql<CityGrant[]>`
    select g.organization_id, o.name as organization, g.city_id, g.created_at
    from city_grants g join organizations o on o.id = g.organization_id order by g.city_id, o.name`;
}

/** All organisations by name with their plans, for choosing one; at most 500. */
export async function listOrganizations(
  sql: Sql,
): Promise<{ id: string; name: string; owner: string | null }[]> {
  return await sql<{ id: string; name: string; owner: string | null }[]>`
    select o.id, o.name,
           (select u.email from organization_members m join users u on u.id = m.user_id
            where m.organization_id = o.id and m.role = 'owner' order by m.created_at limit 1) as owner
    from organizations o order by o.name limit 500`;
}

export interface AccountFigures {
  readonly users: number;
  readonly activeSubscriptions: number;
  readonly pastDue: number;
  readonly workingKeys: number;
  readonly callsToday: number;
  readonly lastStripeEventAt: Date | null;
}

/** A few counts that tell an operator whether the money side is alive. One statement. */
export async function readAccountFigures({
  sql,
  now,
}: {
  readonly sql: Sql;
  readonly now: () => number;
}): Promise<AccountFigures> {
  const at = new Date(now());
  const [row] = await sql<AccountFigures[]>`
    select
      (select count(*) from users where disabled_at is null) as users,
      (select count(*) from api_subscriptions where plan <> 'resident' and subscription_is_active(
         status, current_period_start, current_period_end, cancel_at_period_end, ${at})) as active_subscriptions,
      (select count(*) from api_subscriptions where status = 'past_due') as past_due,
      (select count(*) from api_keys
       where revoked_at is null and (expires_at is null or expires_at > ${at})) as working_keys,
      (select coalesce(sum(calls), 0) from api_usage
       where day = (${at}::timestamptz at time zone 'UTC')::date) as calls_today,
      (select max(applied_at) from stripe_events) as last_stripe_event_at`;
  if (row === undefined) throw new Error("no figures");
  return row;
}

export interface AuditLine {
  readonly id: number;
  readonly at: Date;
  readonly actorId: string | null;
  /** Address of the person; null for the system and for people who are gone. */
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string;
}

/** The newest 50 lines of the accounts' audit log. */
export async function listRecentAudit(sql: Sql): Promise<AuditLine[]> {
  return await sql<AuditLine[]>`
    select a.id, a.at, a.actor_id, u.email as actor, a.action, a.subject
    from account_audit a left join users u on u.id = a.actor_id order by a.at desc, a.id desc limit 50`;
}
