import type { Sql } from "postgres";
import type { KeyMode } from "@/lib/plans/plans";

/** Whose calls are counted together: one subscription, its live and its test keys apart. */
export interface QuotaSubject {
  readonly subscriptionId: string;
  readonly mode: KeyMode;
  /** Calls that may be served in a month. */
  readonly limit: number;
}

/** A lease never takes more than this part of what is left, so that many processes can hold one near the end. */
const SHARE = 40;

export interface TakeLease {
  readonly subject: QuotaSubject;
  /** First day of the UTC month, `YYYY-MM-DD`. */
  readonly month: string;
  readonly leaseId: string;
  /** A used-up lease of the same holder, taken off the books in passing; null for none. */
  readonly spentLeaseId: string | null;
  readonly maxBlock: number;
  readonly ttlMs: number;
}

export interface TakenLease {
  /** Calls this lease may serve, at least 1. */
  readonly size: number;
  /** Calls of the month served or leased out, this lease included. */
  readonly granted: number;
  readonly warned80: boolean;
}

/**
 * Leases a block of calls: one statement, one conditional write of the ledger row, whatever runs beside it.
 * The block is a fortieth of what is left, at least 1 and at most `maxBlock`.
 * Undefined when `granted` has reached the limit.
 */
export async function takeLease(sql: Sql, take: TakeLease): Promise<TakenLease | undefined> {
  const { subject, month, leaseId, spentLeaseId, maxBlock, ttlMs } = take;
  if (subject.limit <= 0) return undefined;
  const firstBlock = Math.min(maxBlock, Math.max(1, Math.floor(subject.limit / SHARE)));
  const block = sql`least(${maxBlock}::int, greatest(1, (${subject.limit}::int - q.granted) / ${SHARE}::int))`;
  const [row] = await sql<TakenLease[]>`
    with spent as (delete from quota_leases where id = ${spentLeaseId}::uuid),
    taken as (
      insert into quota_months as q (subscription_id, mode, month, granted, last_block)
      values (${subject.subscriptionId}, ${subject.mode}, ${month}, ${firstBlock}, ${firstBlock})
      on conflict (subscription_id, mode, month) do update
        set granted = q.granted + ${block}, last_block = ${block}
        where q.granted < ${subject.limit}::int
      returning q.granted, q.last_block, q.warned_80_at
    ),
    leased as (
      insert into quota_leases (id, subscription_id, mode, month, size, expires_at)
      select ${leaseId}, ${subject.subscriptionId}, ${subject.mode}, ${month}, last_block,
             clock_timestamp() + ${ttlMs}::int * interval '1 millisecond'
      from taken
    )
    select last_block as size, granted, warned_80_at is not null as "warned80" from taken`;
  return row;
}

/**
 * Gives a lease's unused calls back to the month. The lease row goes in the same statement, so a repeat (an answer
 * lost on the way) gives nothing back twice.
 */
export async function returnLease(sql: Sql, leaseId: string, unused: number): Promise<void> {
  await sql`
    with ended as (delete from quota_leases where id = ${leaseId} returning subscription_id, mode, month)
    update quota_months q set granted = q.granted - ${unused}::int
    from ended e
    where q.subscription_id = e.subscription_id and q.mode = e.mode and q.month = e.month and ${unused}::int > 0`;
}

/** Takes one call off the month again: a call that was charged and then failed on our side. */
export async function refundCall(sql: Sql, subject: QuotaSubject, month: string): Promise<void> {
  await sql`
    update quota_months set granted = granted - 1
    where subscription_id = ${subject.subscriptionId} and mode = ${subject.mode} and month = ${month} and granted > 0`;
}

/**
 * Milliseconds until the last block that others may still hold unused runs out, 0 when there is none. A lease of one
 * call is used by the call that asked for it, so it does not count.
 */
export async function outstandingForMs(sql: Sql, subject: QuotaSubject, month: string): Promise<number> {
  const [row] = await sql<{ ms: number }[]>`
    select coalesce(ceil(extract(epoch from max(expires_at) - clock_timestamp()) * 1000), 0)::int as ms
    from quota_leases
    where subscription_id = ${subject.subscriptionId} and mode = ${subject.mode} and month = ${month}
      and size > 1 and expires_at > clock_timestamp()`;
  return Math.max(0, row?.ms ?? 0);
}

/** Calls of the month served or leased out so far; 0 before the first. */
export async function readGranted(sql: Sql, subject: QuotaSubject, month: string): Promise<number> {
  const [row] = await sql<{ granted: number }[]>`
    select granted from quota_months
    where subscription_id = ${subject.subscriptionId} and mode = ${subject.mode} and month = ${month}`;
  return row?.granted ?? 0;
}

/** True for the one caller that may send the month's warning at 80 or 100 percent. */
export async function claimWarning(
  sql: Sql,
  subject: QuotaSubject,
  month: string,
  percent: 80 | 100,
): Promise<boolean> {
  const column = percent === 80 ? sql`warned_80_at` : sql`warned_100_at`;
  const rows = await sql`
    update quota_months set ${column} = now()
    where subscription_id = ${subject.subscriptionId} and mode = ${subject.mode} and month = ${month}
      and ${column} is null
    returning 1`;
  return rows.length === 1;
}
