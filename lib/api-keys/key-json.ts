import type { KeySummary } from "./manage-keys";

/** A key as the account routes answer it; never the key itself. */
export function keyJson(key: KeySummary): Record<string, unknown> {
  return {
    id: key.id,
    subscription_id: key.subscriptionId,
    plan: key.plan,
    name: key.name,
    mode: key.mode,
    prefix: key.prefix,
    last_four: key.lastFour,
    scopes: key.scopes,
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    last_used_at: key.lastUsedAt,
    revoked_at: key.revokedAt,
    rotated_from: key.rotatedFrom,
  };
}
