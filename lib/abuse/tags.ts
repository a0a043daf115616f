import { createHmac } from "node:crypto";
import type { AbuseDeps } from "./abuse-deps";
import type { Actor } from "./actor";
import { dailySalt } from "./daily-salt";

/**
 * A tag that stands for `parts` until the salt is gone: 16 characters, 96 bits. Different purposes pass different
 * first parts, so that no two kinds of tag can be compared.
 */
export function tag(salt: Uint8Array, ...parts: readonly string[]): string {
  return createHmac("sha256", salt).update(parts.join("\0")).digest("base64url").slice(0, 16);
}

/** The mark of an actor on one report: the device's, or the network's of today where no device is told. */
export async function actorMark(
  deps: AbuseDeps & { readonly env: { readonly secret: string } },
  { device, network }: Actor,
  reportId: string,
): Promise<string> {
  if (device !== null) return deviceMark(deps.env.secret, device, reportId);
  return tag(await dailySalt(deps, deps.now()), "mark", network ?? "unknown", reportId);
}

/**
 * The mark of a device on one report: tells "this device again" for that report and nothing else. Marks of one
 * device on two reports cannot be linked without the secret. 22 characters, 128 bits.
 */
export function deviceMark(secret: string, device: string, reportId: string): string {
  return createHmac("sha256", secret).update(`mark\0${device}\0${reportId}`).digest("base64url").slice(0, 22);
}

/**
 * Where a report came from, for the score cap: one tag per day, network and cell. Senders whose network is not known
 * share one.
 */
export async function sourceTag(deps: AbuseDeps, network: string | null, geohash6: string): Promise<string> {
  return tag(await dailySalt(deps, deps.now()), "source", network ?? "unknown", geohash6);
}
