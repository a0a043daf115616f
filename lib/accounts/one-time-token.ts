import { createHash, randomBytes } from "node:crypto";

/** A secret for one mail link: 128 random bits as base64url. Only its SHA-256 is stored. */
export function createOneTimeToken(): { token: string; hash: Buffer } {
  const token = randomBytes(16).toString("base64url");
  return { token, hash: hashOneTimeToken(token) };
}

export function hashOneTimeToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
