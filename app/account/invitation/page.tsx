import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { Card } from "@/components/account/card";
import { JsonForm } from "@/components/account/json-form";
import { requirePageAccount } from "@/lib/accounts/page-account";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage() {
  const account = await requirePageAccount("/account/invitation");
  return (
    <AccountShell account={account} title="Invitation">
      <Card text="Accept to share the plan, keys and usage of the organisation that invited you.">
        <JsonForm
          method="POST"
          action="/api/account/invitations/accept"
          submit="Accept the invitation"
          tokenField="token"
          goTo="/account"
          fields={[]}
        />
      </Card>
    </AccountShell>
  );
}
