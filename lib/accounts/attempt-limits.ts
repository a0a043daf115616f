import { createHmac } from "node:crypto";
import type { Sql } from "postgres";
import { AppError } from "@/lib/http/problem";
import type { Env } from "@/lib/platform/env";

interface Limit {
  readonly attempts: number;
  readonly windowSeconds: number;
}

const MINUTES = 60;
const HOURS = 3600;

/** Attempts allowed per window, for one mail address and for one network. */
export const ATTEMPT_LIMITS = {
  sign_in: {
    email: { attempts: 10, windowSeconds: 15 * MINUTES },
    network: { attempts: 60, windowSeconds: 15 * MINUTES },
  },
  sign_up: {
    email: { attempts: 3, windowSeconds: HOURS },
    network: { attempts: 20, windowSeconds: HOURS },
  },
  send_mail: {
    email: { attempts: 4, windowSeconds: HOURS },
    network: { attempts: 30, windowSeconds: HOURS },
  },
  use_token: {
    email: { attempts: 20, windowSeconds: HOURS },
    network: { attempts: 60, windowSeconds: HOURS },
  },
} as const satisfies Record<string, Record<"email" | "network", Limit>>;

export type AttemptAction = keyof typeof ATTEMPT_LIMITS;

export interface AttemptDeps {
  readonly sql: Sql;
  readonly env: Pick<Env, "secret" | "limits">;
  readonly now: () => number;
}

/**
 * Counts one attempt against the address (if given) and the network (if known), in PostgreSQL so that all processes
 * count together.
 *
 * @throws AppError `rate_limited` when either has used up its window
 */
export async function countAttempt(
  deps: AttemptDeps,
  input: { readonly action: AttemptAction; readonly email?: string; readonly network: string | null },
): Promise<void> {
  if (!deps.env.limits) return;
  const { action, email, network } = input;
  const counted: [string, Limit][] = [];
  if (email !== undefined) counted.push([`${action}|email|${email}`, ATTEMPT_LIMITS[action].email]);
  if (network !== null) counted.push([`${action}|network|${network}`, ATTEMPT_LIMITS[action].network]);
  for (const [name, limit] of counted) {
    const resetsAt = await count(deps, name, limit);
    if (resetsAt !== null) {
      throw new AppError("rate_limited", "Too many attempts. Wait a little and try again.", {
        retryAfterSeconds: Math.max(1, (resetsAt.getTime() - deps.now()) / 1000),
      });
    }
  }
}

/** Null while the bucket has attempts left, else when its window ends. One upsert, exact under concurrency. */
async function count(deps: AttemptDeps, name: string, limit: Limit): Promise<Date | null> {
  const bucket = createHmac("sha256", deps.env.secret).update(`attempt|${name}`).digest().subarray(0, 16);
  const now = new Date(deps.now());
  const resetsAt = new Date(deps.now() + limit.windowSeconds * 1000);
  const [row] = await deps.sql<{ attempts: number; resetsAt: Date }[]>`
    insert into attempt_limits as l (bucket, attempts, resets_at) values (${bucket}, 1, ${resetsAt})
    on conflict (bucket) do update set
      attempts = case when l.resets_at <= ${now} then 1 else least(l.attempts + 1, ${limit.attempts + 1}::int) end,
      resets_at = case when l.resets_at <= ${now} then excluded.resets_at else l.resets_at end
    returning attempts, resets_at`;
  return row !== undefined && row.attempts > limit.attempts ? row.resetsAt : null;
}
