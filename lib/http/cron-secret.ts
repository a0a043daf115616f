import { timingSafeEqual } from "node:crypto";
import { AppError } from "./problem";

/**
 * Lets only the scheduler in: `Authorization: Bearer STRATUM_CRON_SECRET`. Without a secret in the settings there is no
 * such endpoint.
 *
 * @throws AppError `not_found` or `unauthenticated`
 */
export function requireCronSecret(request: Request, secret: string | null): void {
  if (secret === null) throw new AppError("not_found", "Not found.");
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${secret}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new AppError("unauthenticated", "Send the cron secret as a bearer token.");
  }
}
