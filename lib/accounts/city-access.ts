import type { Sql } from "postgres";
import { type SubscriptionState, subscriptionAccess } from "@/lib/billing/subscription-access";
import { findPlan } from "@/lib/plans/plans";
import type { Account } from "./account";

/** `open`, or why not: no organisation of theirs was granted the city, or none of those pays for a dashboard. */
export type CityAccess = "open" | "no_grant" | "not_paid";

/** Whether a person may see one city's dashboard. Operators see all. */
export async function cityAccess(
  { sql, now }: { readonly sql: Sql; readonly now: () => number },
  account: Account,
  cityId: string,
): Promise<CityAccess> {
  if (account.isOperator) return "open";
  const rows = await sql<(SubscriptionState & { plan: string | null })[]>`
    select s.plan, s.status, s.current_period_start, s.current_period_end, s.cancel_at_period_end
    from city_grants g
    join organization_members m on m.organization_id = g.organization_id and m.user_id = ${account.userId}
    left join api_subscriptions s on s.organization_id = g.organization_id
    where g.city_id = ${cityId}`;
  if (rows.length === 0) return "no_grant";
  const paid = rows.some(
    (row) =>
      row.plan !== null &&
      findPlan(row.plan)?.entitlements.includes("dashboard") === true &&
      subscriptionAccess(row, now()).active,
  );
  return paid ? "open" : "not_paid";
}

/** The cities that the organisations of a person were granted. */
export async function grantedCities(sql: Sql, account: Account): Promise<string[]> {
  const rows = await sql<{ cityId: string }[]>`
    select distinct g.city_id from city_grants g
    join organization_members m on m.organization_id = g.organization_id
    where m.user_id = ${account.userId} order by 1`;
  return rows.map(({ cityId }) => cityId);
}
