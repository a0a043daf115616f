import type { Member } from "@/lib/accounts/members";
import { ActionButton } from "./action-button";

interface MemberActionsProps {
  readonly member: Member;
  readonly isOwner: boolean;
  readonly isSelf: boolean;
}

/** What the viewer may do with a member: owners everything, members only leave. */
export function MemberActions({ member, isOwner, isSelf }: MemberActionsProps) {
  if (!isOwner && !isSelf) return null;
  const name = member.name || member.email;
  const path = `/api/account/members/${member.userId}`;
  const other = member.role === "owner" ? "member" : "owner";
  return (
    <div className="flex flex-wrap gap-2">
      {isOwner && (
        <ActionButton
          method="PATCH"
          action={path}
          body={{ role: other }}
          label={other === "owner" ? "Make owner" : "Make member"}
          spoken={`${name}: make ${other}`}
        />
      )}
      <ActionButton
        method="DELETE"
        action={path}
        label={isSelf ? "Leave" : "Remove"}
        spoken={isSelf ? "Leave the organisation" : `Remove ${name}`}
        variant="danger"
        confirm={{
          title: isSelf ? "Leave the organisation?" : `Remove ${name}?`,
          text: "Keys they made go on working; revoke those you do not want.",
          yes: isSelf ? "Leave" : "Remove",
        }}
      />
    </div>
  );
}
