import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { ActionButton } from "@/components/account/action-button";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatDay } from "@/components/account/format";
import { JsonForm } from "@/components/account/json-form";
import { MemberActions } from "@/components/account/member-actions";
import { countSeats, listInvitations, listMembers } from "@/lib/accounts/members";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const account = await requirePageAccount("/account/members");
  const runtime = getRuntime();
  const organizationId = account.organization.id;
  const [members, invitations, seats] = await Promise.all([
    listMembers(runtime, organizationId),
    listInvitations(runtime, organizationId),
    countSeats(runtime, organizationId),
  ]);
  const isOwner = account.organization.role === "owner";
  return (
    <AccountShell account={account} title="Members">
      <Card title={account.organization.name} text={`${members.length} of ${seats} seats are taken.`}>
        <DataTable
          head={["Person", "Role", "Since", "Change"]}
          rows={members.map((member) => ({
            key: member.userId,
            cells: [
              <div key="person">
                <div className="font-medium">{member.name || member.email}</div>
                {member.name !== "" && <div className="text-ink-faint">{member.email}</div>}
              </div>,
              member.role === "owner" ? "Owner" : "Member",
              formatDay(member.joinedAt),
              <MemberActions
                key="change"
                member={member}
                isOwner={isOwner}
                isSelf={member.userId === account.userId}
              />,
            ],
          }))}
        />
      </Card>
      {invitations.length > 0 && (
        <Card title="Invited">
          <DataTable
            head={["Address", "Role", "Until", "Change"]}
            rows={invitations.map((invitation) => ({
              key: invitation.id,
              cells: [
                invitation.email,
                invitation.role === "owner" ? "Owner" : "Member",
                formatDay(invitation.expiresAt),
                isOwner ? (
                  <ActionButton
                    key="change"
                    method="DELETE"
                    action={`/api/account/invitations/${invitation.id}`}
                    label="Withdraw"
                    spoken={`Withdraw the invitation of ${invitation.email}`}
                  />
                ) : null,
              ],
            }))}
          />
        </Card>
      )}
      {isOwner && (
        <Card
          title="Invite somebody"
          text="They share the plan and its keys. Owners also manage members and billing."
        >
          <div className="max-w-md">
            <JsonForm
              method="POST"
              action="/api/account/members"
              submit="Send the invitation"
              done="The invitation is on its way."
              fields={[
                { name: "email", label: "Mail address", type: "email", required: true },
                {
                  name: "role",
                  label: "Role",
                  type: "select",
                  options: [
                    { value: "member", label: "Member" },
                    { value: "owner", label: "Owner" },
                  ],
                },
              ]}
            />
          </div>
        </Card>
      )}
    </AccountShell>
  );
}
