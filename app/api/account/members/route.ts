import { networkOf } from "@/lib/abuse/network";
import { accountDeps } from "@/lib/accounts/account-deps";
import { inviteInput, inviteMember, listInvitations, listMembers } from "@/lib/accounts/members";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const GET = withAccount("member", async (_request, { runtime, account }) => {
  const [members, invitations] = await Promise.all([
    listMembers(runtime, account.organization.id),
    listInvitations(runtime, account.organization.id),
  ]);
  return json({
    members: members.map(({ userId, joinedAt, ...rest }) => ({ id: userId, ...rest, joined_at: joinedAt })),
    invitations: invitations.map(({ expiresAt, ...rest }) => ({ ...rest, expires_at: expiresAt })),
  });
});

export const POST = withAccount("owner", async (request, { runtime, account }) => {
  const input = parse(inviteInput, await readJson(request));
  const network = networkOf(request, runtime.env);
  const invited = await inviteMember(accountDeps(runtime), { account, ...input, network });
  return json(invited, { status: 201 });
});
