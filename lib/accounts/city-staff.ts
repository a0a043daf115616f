import { AppError } from "@/lib/http/problem";
import type { Runtime } from "@/lib/platform/runtime";
import type { Account } from "./account";
import { cityAccess } from "./city-access";
import { requireSameOrigin } from "./same-origin";
import { requestAccount } from "./with-account";

/**
 * Refuses anybody but the staff of a city: members of an organisation that was granted it and pays, and operators.
 *
 * @throws AppError `forbidden`, `payment_required`
 */
export async function requireCityStaff(runtime: Runtime, account: Account, cityId: string): Promise<void> {
  const access = await cityAccess(runtime, account, cityId);
  if (access === "no_grant") throw new AppError("forbidden", "Only the staff of this city may do this.");
  if (access === "not_paid") throw new AppError("payment_required", "The city's subscription is not active.");
}

/** True when the request comes from signed-in staff of the city; asks no store when there is no session. */
export async function isCityStaff(runtime: Runtime, request: Request, cityId: string): Promise<boolean> {
  const account = await requestAccount(runtime, request);
  if (account === null || (await cityAccess(runtime, account, cityId)) !== "open") return false;
  requireSameOrigin(request, runtime.env);
  return true;
}
