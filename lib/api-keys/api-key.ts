import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyMode } from "@/lib/plans/plans";

/**
 * The form of a key: `sk_live_` or `sk_test_`, 33 base-62 characters from 192 random bits, and 6 base-62 characters
 * of the CRC-32 of all before them. A CRC-32 finds every error burst of up to 32 bits, so any wrong character and any
 * two swapped neighbours in the random part are found for certain, without a database.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_BYTES = 24;
const RANDOM_LENGTH = 33;
const CHECKSUM_LENGTH = 6;
const PATTERN = new RegExp(`^sk_(live|test)_[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/** How many characters of a key are kept in clear, to recognise it. */
const SHOWN_PREFIX_LENGTH = 12;

export interface NewApiKey {
  /** The whole key: shown once, never stored. */
  readonly key: string;
  readonly mode: KeyMode;
  readonly prefix: string;
  readonly lastFour: string;
  readonly hash: Buffer;
}

export function generateApiKey(mode: KeyMode): NewApiKey {
  const body = `sk_${mode}_${base62(BigInt(`0x${randomBytes(RANDOM_BYTES).toString("hex")}`), RANDOM_LENGTH)}`;
  const key = body + checksum(body);
  return {
    key,
    mode,
    prefix: key.slice(0, SHOWN_PREFIX_LENGTH),
    lastFour: key.slice(-4),
    hash: hashApiKey(key),
  };
}

/** The mode of a well-formed key whose checksum agrees, else null. Touches no database. */
export function readApiKeyMode(key: string): KeyMode | null {
  const match = PATTERN.exec(key);
  if (match === null) return null;
  const body = key.slice(0, -CHECKSUM_LENGTH);
  if (checksum(body) !== key.slice(-CHECKSUM_LENGTH)) return null;
  return match[1] === "live" ? "live" : "test";
}

/** SHA-256 of the key. The key carries 192 random bits, so a fast hash is enough. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), CHECKSUM_LENGTH);
}

function base62(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i++) {
    text = ALPHABET.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
