import { createHash } from "node:crypto";

const DIGEST_BYTES = 10;

/**
 * The UUIDv7 of a report that is known elsewhere by a key: its 48 time bits are `createdAt` (milliseconds since the
 * epoch), its 74 random bits the head of SHA-256(parts), so that the same thing gets the same id at every run.
 */
export function stableReportId(createdAt: number, ...parts: readonly (string | number)[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(createdAt, 0, 6);
  digest.copy(bytes, 6, 0, DIGEST_BYTES);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
