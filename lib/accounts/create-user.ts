import type { TransactionSql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { PLANS } from "@/lib/plans/plans";
import { audit } from "./audit";

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  /** Milliseconds since the epoch; null when the address is not proven yet. */
  readonly emailVerifiedAt: number | null;
  readonly isDemo?: boolean;
  readonly organizationName?: string;
}

export interface CreatedUser {
  readonly userId: string;
  readonly organizationId: string;
}

/**
 * Creates a person with an organisation of their own and its free subscription.
 * Null when the address already has an account, however many try at once.
 */
export async function createUser(tx: TransactionSql, user: NewUser): Promise<CreatedUser | null> {
  const userId = uuidv7();
  const organizationId = uuidv7();
  const verifiedAt = user.emailVerifiedAt === null ? null : new Date(user.emailVerifiedAt);
  const inserted = await tx`
    insert into users (id, email, name, password_hash, email_verified_at, is_demo)
    values (${userId}, ${user.email}, ${user.name}, ${user.passwordHash}, ${verifiedAt}, ${user.isDemo ?? false})
    on conflict (email) do nothing returning 1`;
  if (inserted.length === 0) return null;
  const organizationName = user.organizationName ?? (user.name || "My organisation");
  await tx`insert into organizations (id, name) values (${organizationId}, ${organizationName})`;
  await tx`
    insert into organization_members (organization_id, user_id, role) values (${organizationId}, ${userId}, 'owner')`;
  await tx`
    insert into api_subscriptions (id, organization_id, plan, status, monthly_calls_limit)
    values (${uuidv7()}, ${organizationId}, 'resident', 'active', ${PLANS.resident.callsPerMonth})`;
  await audit(tx, { actorId: userId, action: "user.created", subject: userId });
  return { userId, organizationId };
}
