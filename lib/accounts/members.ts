import type { Sql, TransactionSql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { type SubscriptionState, subscriptionAccess } from "@/lib/billing/subscription-access";
import { AppError } from "@/lib/http/problem";
import { findPlan, PLANS } from "@/lib/plans/plans";
import type { Account, MemberRole } from "./account";
import { invitationMail } from "./account-mails";
import { countAttempt } from "./attempt-limits";
import { audit } from "./audit";
import { refuseDemo } from "./change-password";
import { emailAddress } from "./email-address";
import { createOneTimeToken, hashOneTimeToken } from "./one-time-token";
import type { SendMailDeps } from "./send-verification";
import { siteOrigin } from "./site-origin";
import { linkIsGone } from "./verify-email";

const INVITATION_DAYS = 7;

export const memberRole = z.enum(["owner", "member"]);
export const inviteInput = z.strictObject({ email: emailAddress, role: memberRole.default("member") });

export interface Member {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
}

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly expiresAt: Date;
}

interface Deps {
  readonly sql: Sql;
  readonly now: () => number;
}

/** Members of an organisation, longest first. */
export async function listMembers({ sql }: Deps, organizationId: string): Promise<Member[]> {
  return await sql<Member[]>`
    select u.id as user_id, u.email, u.name, m.role, m.created_at as joined_at
    from organization_members m join users u on u.id = m.user_id
    where m.organization_id = ${organizationId} order by m.created_at, u.id`;
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations({ sql, now }: Deps, organizationId: string): Promise<OpenInvitation[]> {
  return await sql<OpenInvitation[]>`
    select id, email, role, expires_at from organization_invitations
    where organization_id = ${organizationId} and accepted_at is null and expires_at > ${new Date(now())}
    order by created_at desc`;
}

/** Seats of the best plan that is active now; the free plan's when none is. */
export async function countSeats(
  { sql, now }: { readonly sql: Sql | TransactionSql; readonly now: () => number },
  organizationId: string,
): Promise<number> {
  const subscriptions = await sql<(SubscriptionState & { plan: string })[]>`
    select plan, status, current_period_start, current_period_end, cancel_at_period_end
    from api_subscriptions where organization_id = ${organizationId}`;
  const seats = subscriptions
    .filter((subscription) => subscriptionAccess(subscription, now()).active)
    .map(({ plan }) => findPlan(plan)?.seats ?? 0);
  return Math.max(PLANS.resident.seats, ...seats);
}

/**
 * Invites somebody by mail; inviting the same address again replaces the first invitation.
 *
 * @throws AppError `conflict` for a member, `payment_required` when no seat is left
 */
export async function inviteMember(
  deps: SendMailDeps,
  input: {
    readonly account: Account;
    readonly email: string;
    readonly role: MemberRole;
    readonly network: string | null;
  },
): Promise<{ id: string }> {
  const { account, email, role, network } = input;
  const organizationId = account.organization.id;
  refuseDemo(account);
  await countAttempt(deps, { action: "send_mail", email, network });
  const { token, hash } = createOneTimeToken();
  const id = uuidv7();
  const expiresAt = new Date(deps.now() + INVITATION_DAYS * 24 * 60 * 60 * 1000);
  const seats = await countSeats(deps, organizationId);
  await deps.sql.begin(async (tx) => {
    await tx`select 1 from organizations where id = ${organizationId} for update`;
    const members = await tx<{ email: string }[]>`
      select u.email from organization_members m join users u on u.id = m.user_id
      where m.organization_id = ${organizationId}`;
    if (members.some((member) => member.email === email)) {
      throw new AppError("conflict", "This person is a member already.");
    }
    await tx`
      delete from organization_invitations where organization_id = ${organizationId} and accepted_at is null
        and (email = ${email} or expires_at <= ${new Date(deps.now())})`;
    const [open] = await tx<{ count: number }[]>`
      select count(*) as count from organization_invitations
      where organization_id = ${organizationId} and accepted_at is null`;
    if (members.length + (open?.count ?? 0) >= seats) throw noSeatLeft(seats);
    await tx`
      insert into organization_invitations (id, organization_id, email, role, token_hash, invited_by, expires_at)
      values (${id}, ${organizationId}, ${email}, ${role}, ${hash}, ${account.userId}, ${expiresAt})`;
    await audit(tx, {
      actorId: account.userId,
      action: "member.invited",
      subject: organizationId,
      details: { role },
    });
  });
  const mail = invitationMail(email, siteOrigin(deps.env), {
    organization: account.organization.name,
    token,
  });
  await deps.mailer.send(mail);
  return { id };
}

/**
 * Accepts an invitation; only the person whose confirmed address it was sent to can.
 *
 * @throws AppError `gone` for a used or old link, `forbidden` for another address, `payment_required` without a seat
 */
export async function acceptInvitation(
  deps: Deps,
  input: { readonly account: Account; readonly token: string },
): Promise<{ organizationId: string }> {
  const { account, token } = input;
  return deps.sql.begin(async (tx) => {
    const [invitation] = await tx<{ organizationId: string; email: string; role: MemberRole }[]>`
      update organization_invitations set accepted_at = ${new Date(deps.now())}
      where token_hash = ${hashOneTimeToken(token)} and accepted_at is null and expires_at > ${new Date(deps.now())}
      returning organization_id, email, role`;
    if (invitation === undefined) throw linkIsGone();
    if (invitation.email !== account.email) {
      throw new AppError("forbidden", "This invitation was sent to another address. Sign in with that one.");
    }
    const { organizationId, role } = invitation;
    await tx`select 1 from organizations where id = ${organizationId} for update`;
    const [members] = await tx<{ count: number }[]>`
      select count(*) as count from organization_members where organization_id = ${organizationId}`;
    const seats = await countSeats({ sql: tx, now: deps.now }, organizationId);
    if ((members?.count ?? 0) >= seats) throw noSeatLeft(seats);
    await tx`
      insert into organization_members (organization_id, user_id, role)
      values (${organizationId}, ${account.userId}, ${role}) on conflict do nothing`;
    await tx`update sessions set organization_id = ${organizationId} where id = ${account.sessionId}`;
    await audit(tx, { actorId: account.userId, action: "member.joined", subject: organizationId });
    return { organizationId };
  });
}

/** Withdraws an invitation; false when there is none open with this id. */
export async function withdrawInvitation(
  deps: Deps,
  input: { readonly account: Account; readonly invitationId: string },
): Promise<boolean> {
  const gone = await deps.sql`
    delete from organization_invitations
    where id = ${input.invitationId} and organization_id = ${input.account.organization.id} and accepted_at is null
    returning 1`;
  return gone.length === 1;
}

/**
 * Gives a member another role, or with `null` removes them. An organisation always keeps an owner.
 *
 * @returns false when there is no such member
 * @throws AppError `conflict` for the last owner
 */
export async function changeMember(
  deps: Deps,
  input: { readonly account: Account; readonly userId: string; readonly role: MemberRole | null },
): Promise<boolean> {
  const { account, userId, role } = input;
  const organizationId = account.organization.id;
  return deps.sql.begin(async (tx) => {
    await tx`select 1 from organizations where id = ${organizationId} for update`;
    const members = await tx<{ userId: string; role: MemberRole }[]>`
      select user_id, role from organization_members where organization_id = ${organizationId}`;
    if (!members.some((member) => member.userId === userId)) return false;
    const keepsOwner = role === "owner" || members.some((m) => m.role === "owner" && m.userId !== userId);
    if (!keepsOwner)
      throw new AppError("conflict", "An organisation needs an owner. Make somebody else owner first.");
    if (role === null) {
      await tx`delete from organization_members where organization_id = ${organizationId} and user_id = ${userId}`;
      await tx`
        update sessions set organization_id = null where user_id = ${userId} and organization_id = ${organizationId}`;
    } else {
      await tx`
        update organization_members set role = ${role}
        where organization_id = ${organizationId} and user_id = ${userId}`;
    }
    const action = role === null ? "member.removed" : "member.role_changed";
    await audit(tx, { actorId: account.userId, action, subject: userId, details: { organizationId, role } });
    return true;
  });
}

function noSeatLeft(seats: number): AppError {
  return new AppError("payment_required", `All ${seats} seats of the plan are taken. See /pricing for more.`);
}
