import { createHash } from "node:crypto";

/** Strong entity tag of an answer that depends on the data version and its own address alone. */
export function versionTag(version: number, address: string): string {
  return `"${version}-${createHash("sha256").update(address).digest("base64url").slice(0, 12)}"`;
}

/** True when the caller already holds this version (`If-None-Match`). */
export function notModified(request: Request, etag: string): boolean {
  const held = request.headers.get("if-none-match");
  if (held === null) return false;
  return held.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*");
}
