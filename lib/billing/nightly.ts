import { sweepAccounts } from "@/lib/accounts/sweep-accounts";
import type { Runtime } from "@/lib/platform/runtime";
import { type Reconciliation, reconcile } from "./reconcile";
import { stripeOf } from "./stripe-client";

export interface NightlyOutcome {
  /** Stale rows of accounts, limits and usage that went. */
  readonly swept: number;
  /** Null where billing is not set up. */
  readonly reconciliation: Reconciliation | null;
}

/** The nightly work on accounts and money: sweeps what has run its course and compares subscriptions with Stripe. */
export async function runNightly(runtime: Runtime): Promise<NightlyOutcome> {
  const swept = await sweepAccounts(runtime);
  const stripe = stripeOf(runtime);
  return { swept, reconciliation: stripe === null ? null : await reconcile({ sql: runtime.sql, stripe }) };
}

const NIGHT_MS = 24 * 60 * 60 * 1000;
const FIRST_MS = 5 * 60 * 1000;

/** Runs the nightly work soon after the start and then every 24 hours, until `signal` aborts. */
export function repeatNightly(runtime: Runtime, signal: AbortSignal): void {
  const run = () =>
    void runNightly(runtime)
      .then(({ swept, reconciliation }) => {
        const mended = reconciliation?.mended.length ?? 0;
        runtime.log.info({ swept, mended }, "nightly work on accounts done");
      })
      .catch((err: unknown) =>
        runtime.log.warn({ err }, "nightly work on accounts failed, next try tomorrow"),
      );
  const first = setTimeout(run, FIRST_MS).unref();
  const timer = setInterval(run, NIGHT_MS).unref();
  signal.addEventListener("abort", () => {
    clearTimeout(first);
    clearInterval(timer);
  });
}
