import type { Sql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { PAID_PLAN_IDS, PLANS } from "@/lib/plans/plans";
import { createUser } from "./create-user";
import { hashPassword } from "./password";

export const DEMO_EMAIL = "demo@stratum.app";
export const DEMO_PASSWORD = "stratum2026";

/**
 * Makes the demo account with both paid plans and every city's dashboard. Called only where demonstration data is
 * seeded; again it changes nothing.
 */
export async function seedDemoAccount(
  deps: { readonly sql: Sql; readonly now: () => number },
  input: { readonly cityIds: readonly string[] },
): Promise<void> {
  const [known] = await deps.sql`select 1 from users where email = ${DEMO_EMAIL}`;
  if (known !== undefined) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await deps.sql.begin(async (tx) => {
    const created = await createUser(tx, {
      email: DEMO_EMAIL,
      name: "Demo",
      passwordHash,
      emailVerifiedAt: deps.now(),
      isDemo: true,
      organizationName: "Demo organisation",
    });
    if (created === null) return;
    for (const plan of PAID_PLAN_IDS) {
      await tx`
        insert into api_subscriptions (id, organization_id, plan, status, monthly_calls_limit, current_period_start)
        values (${uuidv7()}, ${created.organizationId}, ${plan}, 'active', ${PLANS[plan].callsPerMonth},
                ${new Date(deps.now())})`;
    }
    for (const cityId of input.cityIds) {
      await tx`insert into city_grants (organization_id, city_id) values (${created.organizationId}, ${cityId})`;
    }
  });
}

/** Whether this site has the demo account, so that the sign-in page may say so. */
export async function hasDemoAccount(sql: Sql): Promise<boolean> {
  const [row] = await sql`select 1 from users where email = ${DEMO_EMAIL} and is_demo`;
  return row !== undefined;
}
