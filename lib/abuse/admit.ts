import { AppError } from "@/lib/http/problem";
import type { Env } from "@/lib/platform/env";
import type { AbuseDeps } from "./abuse-deps";
import type { Actor } from "./actor";
import { type Reservation, recentCount, reserve } from "./limiter";
import { LIMITS, type LimitedAction, STRIKES, SUSPICION } from "./limits";
import { acceptProof, issueChallenge, PROOF_HEADER } from "./proof-of-work";

export interface AdmitDeps extends AbuseDeps {
  readonly env: Pick<Env, "secret" | "limits">;
}

/** Leave to act. Exactly one of the two is called, once it is known whether the act took place. */
export interface Admission {
  readonly commit: () => void;
  readonly release: () => void;
}

const FREE: Admission = { commit: () => undefined, release: () => undefined };

/**
 * Lets an actor act within the hourly limits of its device and its network. From a suspicious network each report
 * needs a proof of work; the refusal brings the challenge along.
 *
 * @param proof the value of the proof-of-work header, null without one
 * @throws AppError `rate_limited` with `Retry-After`
 */
export async function admit(
  deps: AdmitDeps,
  action: LimitedAction,
  actor: Actor,
  proof: string | null = null,
): Promise<Admission> {
  if (!deps.env.limits) return FREE;
  const network = actor.network ?? "unknown";
  const { device, deviceless, network: networkLimit } = LIMITS[action];
  const [ownLimit, own] = actor.device === null ? [deviceless, network] : [device, actor.device];
  const reservations = await Promise.all([
    reserve(deps, ownLimit.counter, own),
    reserve(deps, networkLimit.counter, network),
  ]);
  const [byDevice, byNetwork] = reservations;
  try {
    if (byDevice.used > ownLimit.perHour) {
      await strike(deps, network);
      throw tooMany(byDevice.waitMs(ownLimit.perHour));
    }
    if (byNetwork.used > networkLimit.perHour) throw tooMany(byNetwork.waitMs(networkLimit.perHour));
    if (action === "report") await demandProof(deps, network, byNetwork, proof);
  } catch (error) {
    for (const reservation of reservations) reservation.release();
    throw error;
  }
  return {
    commit: () => reservations.forEach((reservation) => void reservation.commit()),
    release: () => reservations.forEach((reservation) => void reservation.release()),
  };
}

async function demandProof(
  deps: AdmitDeps,
  network: string,
  byNetwork: Reservation,
  proof: string | null,
): Promise<void> {
  const strikes = recentCount(deps, STRIKES.counter, network);
  if (byNetwork.used <= SUSPICION.reportsPerHour && strikes < SUSPICION.strikesPerHour) return;
  if (proof !== null) {
    if (await acceptProof(deps, network, proof)) return;
    await strike(deps, network);
  }
  const detail = `Much comes from this network. Solve the challenge and send it in ${PROOF_HEADER}.`;
  throw new AppError("rate_limited", detail, {
    retryAfterSeconds: 1,
    extensions: { challenge: await issueChallenge(deps, network) },
  });
}

async function strike(deps: AdmitDeps, network: string): Promise<void> {
  (await reserve(deps, STRIKES.counter, network)).commit();
}

function tooMany(waitMs: number): AppError {
  return new AppError("rate_limited", "That was a lot in one hour. Wait a little, nothing is lost.", {
    retryAfterSeconds: Math.max(1, waitMs / 1000),
  });
}
