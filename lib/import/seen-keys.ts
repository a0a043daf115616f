import { createHash } from "node:crypto";

const WAYS = 4;

/**
 * Remembers keys in a fixed block of memory, as 64-bit hashes in buckets of four, the oldest of a full bucket
 * leaving first. It never takes a new key for a seen one (but for a 64-bit collision); past its capacity it may
 * forget an old one, which the store then still recognises.
 */
export class SeenKeys {
  readonly #hashes: BigUint64Array;
  readonly #buckets: number;

  /** 2²² keys take 32 MB. */
  constructor(capacity = 2 ** 22) {
    this.#buckets = Math.max(1, Math.floor(capacity / WAYS));
    this.#hashes = new BigUint64Array(this.#buckets * WAYS);
  }

  /** True when the key was added before; adds it otherwise. */
  seen(key: string): boolean {
    const digest = createHash("sha256").update(key).digest();
    const hash = digest.readBigUInt64LE(0) || 1n;
    const start = (digest.readUInt32LE(8) % this.#buckets) * WAYS;
    const bucket = this.#hashes.subarray(start, start + WAYS);
    if (bucket.includes(hash)) return true;
    bucket.copyWithin(1, 0);
    bucket[0] = hash;
    return false;
  }
}
