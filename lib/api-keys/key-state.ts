export type KeyState = "working" | "revoked" | "expired";

/** Whether a key works at `now` (milliseconds since the epoch), its subscription aside. */
export function keyState(
  key: { readonly revokedAt: Date | null; readonly expiresAt: Date | null },
  now: number,
): KeyState {
  if (key.revokedAt !== null) return "revoked";
  return key.expiresAt !== null && key.expiresAt.getTime() <= now ? "expired" : "working";
}
