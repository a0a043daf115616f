import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { Card } from "@/components/account/card";
import { JsonForm } from "@/components/account/json-form";
import { readAlertSettings } from "@/lib/accounts/alert-settings";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  const account = await requirePageAccount("/account/alerts");
  const settings = await readAlertSettings(getRuntime().sql, account.userId);
  return (
    <AccountShell account={account} title="Alerts">
      <Card title="Mail to you as an owner" text="Mail about your account's safety is always sent.">
        <JsonForm
          method="PUT"
          action="/api/account/alerts"
          submit="Save"
          done="Saved."
          fields={[
            {
              name: "quota_mail",
              label: "Calls of the month",
              type: "checkbox",
              defaultChecked: settings.quotaMail,
              hint: "When 80 % and 100 % of them are used.",
            },
            {
              name: "key_mail",
              label: "API keys",
              type: "checkbox",
              defaultChecked: settings.keyMail,
              hint: "When a key is made, rotated or revoked.",
            },
          ]}
        />
      </Card>
    </AccountShell>
  );
}
