import { createHmac } from "node:crypto";

/**
 * The mark of a device on one report: tells "this device again" for that report and nothing else. Marks of one
 * device on two reports cannot be linked without the secret. 22 characters, 128 bits.
 */
export function deviceMark(secret: string, device: string, reportId: string): string {
  return createHmac("sha256", secret).update(`mark\0${device}\0${reportId}`).digest("base64url").slice(0, 22);
}
