import { invalid } from "@/lib/http/parse";

/** How far a phone's clock may be off, milliseconds; both ends inclusive. */
const MAX_AHEAD_MS = 2 * 60 * 1000;
const MAX_BEHIND_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Refuses an id whose time (`createdAt`) is too far from the clock; both in milliseconds since the epoch.
 *
 * @throws AppError `invalid` naming `id`: more than 2 minutes ahead, or more than 7 days behind
 */
export function refuseBadClock(createdAt: number, now: number): void {
  const off =
    createdAt > now + MAX_AHEAD_MS
      ? "more than 2 minutes ahead"
      : createdAt < now - MAX_BEHIND_MS
        ? "more than 7 days ago"
        : null;
  if (off !== null) {
    throw invalid([{ path: "id", message: `carries a time ${off}; check the phone's clock` }]);
  }
}
