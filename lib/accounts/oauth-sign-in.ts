import type { Sql, TransactionSql } from "postgres";
import { audit } from "./audit";
import { createUser } from "./create-user";
import { emailAddress } from "./email-address";
import { endSessions } from "./sessions";

export interface ProviderIdentity {
  /** `github`, `google`. */
  readonly provider: string;
  readonly providerAccountId: string;
  readonly email: string | null;
  /** True when the provider says that the address is proven. */
  readonly emailVerified: boolean;
  readonly name: string;
}

/**
 * The user behind a provider's identity, made or linked at the first sign-in. Only an address that the provider has
 * proven counts; it opens the account that has this address. Where that account never confirmed the address, its
 * password was set by who knows whom, and goes.
 *
 * @returns null when the identity is new and its address is missing or unproven, or the account is disabled
 */
export async function oauthSignIn(
  deps: { readonly sql: Sql; readonly now: () => number },
  identity: ProviderIdentity,
): Promise<string | null> {
  const now = new Date(deps.now());
  return deps.sql.begin(async (tx) => {
    const known = await findIdentity(tx, identity);
    if (known !== null) return known.isDisabled ? null : known.userId;
    const email = emailAddress.safeParse(identity.email);
    if (!identity.emailVerified || !email.success) return null;
    const userId = await findOrCreateUser(tx, { email: email.data, name: identity.name, now });
    if (userId === null) return null;
    await tx`
      insert into user_identities (provider, provider_account_id, user_id)
      values (${identity.provider}, ${identity.providerAccountId}, ${userId}) on conflict do nothing`;
    await audit(tx, {
      actorId: userId,
      action: "user.identity_linked",
      subject: userId,
      details: { provider: identity.provider },
    });
    return userId;
  });
}

/** The user id of a known provider identity; null when there is none. */
export async function findIdentity(
  sql: Sql | TransactionSql,
  identity: Pick<ProviderIdentity, "provider" | "providerAccountId">,
): Promise<{ userId: string; isDisabled: boolean } | null> {
  const [row] = await sql<{ userId: string; isDisabled: boolean }[]>`
    select i.user_id, u.disabled_at is not null as is_disabled
    from user_identities i join users u on u.id = i.user_id
    where i.provider = ${identity.provider} and i.provider_account_id = ${identity.providerAccountId}`;
  return row ?? null;
}

async function findOrCreateUser(
  tx: TransactionSql,
  { email, name, now }: { readonly email: string; readonly name: string; readonly now: Date },
): Promise<string | null> {
  const created = await createUser(tx, { email, name, passwordHash: null, emailVerifiedAt: now.getTime() });
  if (created !== null) return created.userId;
  const [user] = await tx<{ id: string; isVerified: boolean; isDisabled: boolean; isDemo: boolean }[]>`
    select id, email_verified_at is not null as is_verified, disabled_at is not null as is_disabled, is_demo
    from users where email = ${email} for update`;
  if (user === undefined || user.isDisabled || user.isDemo) return null;
  if (!user.isVerified) {
    await tx`update users set password_hash = null, email_verified_at = ${now}, updated_at = ${now} where id = ${user.id}`;
    await endSessions(tx, { userId: user.id, exceptSessionId: null, now: now.getTime() });
  }
  return user.id;
}
