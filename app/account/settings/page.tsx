import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { ActionButton } from "@/components/account/action-button";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { formatMinute } from "@/components/account/format";
import { JsonForm } from "@/components/account/json-form";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { listSessions } from "@/lib/accounts/sessions";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const account = await requirePageAccount("/account/settings");
  const sessions = await listSessions(getRuntime(), account.userId);
  return (
    <AccountShell account={account} title="Settings">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="You" text={account.email}>
          <JsonForm
            method="PATCH"
            action="/api/account"
            submit="Save"
            done="Saved."
            fields={[
              {
                name: "name",
                label: "Name",
                defaultValue: account.name,
                maxLength: 100,
                autoComplete: "name",
                required: true,
              },
            ]}
          />
        </Card>
        {account.organization.role === "owner" && (
          <Card title="Organisation">
            <JsonForm
              method="PATCH"
              action="/api/account/organization"
              submit="Save"
              done="Saved."
              fields={[
                {
                  name: "name",
                  label: "Name",
                  defaultValue: account.organization.name,
                  maxLength: 100,
                  required: true,
                },
              ]}
            />
          </Card>
        )}
        <Card title="Password" text="All other sessions are signed out when it changes.">
          <JsonForm
            method="PUT"
            action="/api/account/password"
            submit="Change the password"
            fields={[
              ...(account.hasPassword
                ? [
                    {
                      name: "current_password",
                      label: "Current password",
                      type: "password",
                      autoComplete: "current-password",
                      required: true,
                    },
                  ]
                : []),
              {
                name: "password",
                label: "New password",
                type: "password",
                autoComplete: "new-password",
                required: true,
              },
            ]}
          />
        </Card>
        <Card
          title="Where you are signed in"
          actions={
            <ActionButton method="DELETE" action="/api/account/sessions" label="Sign out all others" />
          }
        >
          <ul className="flex flex-col divide-y divide-line">
            {sessions.map((session) => (
              <li
                key={session.id}
                className="flex items-center justify-between gap-4 py-2.5 text-sm first:pt-0 last:pb-0"
              >
                <div>
                  <div className="font-medium">{session.deviceLabel || "Unknown device"}</div>
                  <div className="text-ink-faint">last used {formatMinute(session.lastSeenAt)}</div>
                </div>
                {session.id === account.sessionId ? (
                  <Badge tone="good">This one</Badge>
                ) : (
                  <ActionButton
                    method="DELETE"
                    action={`/api/account/sessions/${session.id}`}
                    label="Sign out"
                    spoken={`Sign out ${session.deviceLabel}`}
                    variant="quiet"
                  />
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <Card
        title="Delete the account"
        text="Your places, sessions and organisations without other members go for good, keys and subscriptions with them."
      >
        <div className="max-w-md">
          <JsonForm
            method="DELETE"
            action="/api/account"
            submit="Delete my account"
            variant="danger"
            goTo="/"
            fields={
              account.hasPassword
                ? [
                    {
                      name: "password",
                      label: "Your password",
                      type: "password",
                      autoComplete: "current-password",
                      required: true,
                    },
                  ]
                : []
            }
          />
        </div>
      </Card>
    </AccountShell>
  );
}
