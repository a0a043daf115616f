import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import {
  outstandingForMs,
  type QuotaSubject,
  readGranted,
  refundCall,
  returnLease,
  takeLease,
} from "./quota-ledger";
import { type QuotaMonth, quotaMonth } from "./quota-month";

export interface QuotaState {
  readonly limit: number;
  /** Calls left this month as far as this process knows; exact when it is the only one. */
  readonly remaining: number;
  readonly month: QuotaMonth;
}

export interface QuotaVerdict extends QuotaState {
  readonly served: boolean;
}

export interface QuotaMeter {
  /** Charges one call: `served` is false when the month's limit is reached. */
  charge(subject: QuotaSubject): Promise<QuotaVerdict>;
  /** Gives one charged call back. */
  refund(subject: QuotaSubject, month: QuotaMonth): Promise<void>;
  /** The month's state without charging anything. */
  peek(subject: QuotaSubject): Promise<QuotaState>;
  /** Gives every unused call back; to be awaited before the process ends. */
  close(): Promise<void>;
}

export interface QuotaMeterOptions {
  /** Most calls one lease may hold. Default 50: what a killed process can lose for its customer. */
  readonly maxBlock?: number;
  /** How long unused calls may stay in this process, milliseconds. Default 1,000. */
  readonly leaseTtlMs?: number;
  /** Called off the request path each time 80 or 100 percent may just have been reached. */
  readonly onWarning?: (subject: QuotaSubject, month: QuotaMonth, percent: 80 | 100) => void;
  /** Told about a lease that could not be given back; its unused calls are lost for the month. */
  readonly onReturnFailed?: (error: unknown) => void;
}

/** Time for a give-back to reach the database after a lease has run out. */
const RETURN_MARGIN_MS = 500;
/** How long a process trusts that a month is used up before it asks again. */
const REFUSAL_TTL_MS = 500;

interface Lease {
  readonly id: string;
  readonly month: string;
  /** On this process's monotonic clock. */
  readonly endsAt: number;
  readonly granted: number;
  unused: number;
  readonly timer: NodeJS.Timeout;
}

interface SubjectState {
  lease: Lease | undefined;
  refill: Promise<void> | undefined;
  refused: { readonly month: string; readonly limit: number; readonly until: number } | undefined;
}

/**
 * Counts calls against monthly quotas, exactly and across processes.
 *
 * The ledger row in PostgreSQL holds how many calls are served or leased out, and one conditional statement moves
 * it, so it never passes the limit. A process serves from its lease in memory and gives the rest back when the lease
 * ends. Blocks shrink to 1 near the limit, and a process that finds the month used up waits (about a second at most)
 * for blocks that others still hold, so healthy processes serve the limit to the last call. Nobody ever takes over
 * another's lease: a killed process can only make the month end early, by at most one block.
 */
export function createQuotaMeter(sql: Sql, now: () => number, options: QuotaMeterOptions = {}): QuotaMeter {
  const { maxBlock = 50, leaseTtlMs = 1_000, onWarning, onReturnFailed } = options;
  const states = new Map<string, SubjectState>();

  function stateOf(subject: QuotaSubject): SubjectState {
    const name = `${subject.mode}:${subject.subscriptionId}`;
    const known = states.get(name);
    if (known !== undefined) return known;
    const fresh: SubjectState = { lease: undefined, refill: undefined, refused: undefined };
    states.set(name, fresh);
    return fresh;
  }

  function forgetIdle(subject: QuotaSubject, state: SubjectState): void {
    const idle = state.lease === undefined && state.refill === undefined;
    const name = `${subject.mode}:${subject.subscriptionId}`;
    if (idle && states.get(name) === state) states.delete(name);
  }

  async function endLease(state: SubjectState): Promise<void> {
    const lease = state.lease;
    if (lease === undefined) return;
    state.lease = undefined;
    clearTimeout(lease.timer);
    try {
      await returnLease(sql, lease.id, lease.unused);
    } catch (error) {
      onReturnFailed?.(error);
    }
  }

  async function refill(subject: QuotaSubject, state: SubjectState, month: QuotaMonth): Promise<void> {
    if (state.lease !== undefined && state.lease.unused > 0) await endLease(state);
    const giveUpAt = performance.now() + leaseTtlMs + 2 * RETURN_MARGIN_MS;
    for (;;) {
      if (await take(subject, state, month)) return;
      const waitMs = await outstandingForMs(sql, subject, month.month);
      if (waitMs === 0 || performance.now() >= giveUpAt) break;
      await sleep(Math.min(waitMs, 50));
    }
    const until = performance.now() + REFUSAL_TTL_MS;
    state.refused = { month: month.month, limit: subject.limit, until };
    if (subject.limit > 0) onWarning?.(subject, month, 100);
  }

  async function take(subject: QuotaSubject, state: SubjectState, month: QuotaMonth): Promise<boolean> {
    const id = randomUUID();
    const endsAt = performance.now() + leaseTtlMs;
    const spent = state.lease;
    state.lease = undefined;
    clearTimeout(spent?.timer);
    const taken = await takeLease(sql, {
      subject,
      month: month.month,
      leaseId: id,
      spentLeaseId: spent?.id ?? null,
      maxBlock,
      ttlMs: leaseTtlMs + RETURN_MARGIN_MS,
    });
    if (taken === undefined) return false;
    const timer = setTimeout(
      () => void endLease(state).then(() => forgetIdle(subject, state)),
      Math.max(0, endsAt - performance.now()),
    );
    timer.unref();
    state.lease = { id, month: month.month, endsAt, granted: taken.granted, unused: taken.size, timer };
    state.refused = undefined;
    if (!taken.warned80 && taken.granted * 100 >= subject.limit * 80) onWarning?.(subject, month, 80);
    return true;
  }

  async function charge(subject: QuotaSubject): Promise<QuotaVerdict> {
    for (;;) {
      const state = stateOf(subject);
      const month = quotaMonth(now());
      const { lease, refused } = state;
      if (
        lease !== undefined &&
        lease.month === month.month &&
        lease.unused > 0 &&
        performance.now() < lease.endsAt
      ) {
        lease.unused--;
        const remaining = Math.max(0, subject.limit - lease.granted + lease.unused);
        return { served: true, limit: subject.limit, remaining, month };
      }
      if (refused !== undefined) {
        const holds = refused.month === month.month && refused.limit === subject.limit;
        if (holds && performance.now() < refused.until) {
          return { served: false, limit: subject.limit, remaining: 0, month };
        }
        if (state.refused === refused) state.refused = undefined;
      }
      state.refill ??= refill(subject, state, month).finally(() => {
        state.refill = undefined;
      });
      await state.refill;
    }
  }

  return {
    charge,
    refund: (subject, month) => refundCall(sql, subject, month.month),
    async peek(subject) {
      const month = quotaMonth(now());
      const granted = await readGranted(sql, subject, month.month);
      const lease = states.get(`${subject.mode}:${subject.subscriptionId}`)?.lease;
      const unused = lease?.month === month.month ? lease.unused : 0;
      return { limit: subject.limit, remaining: Math.max(0, subject.limit - granted + unused), month };
    },
    async close() {
      const ends = [...states.values()].map(async (state) => {
        await state.refill?.catch(() => undefined);
        await endLease(state);
      });
      await Promise.all(ends);
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
