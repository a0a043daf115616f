import type { Metadata } from "next";
import { ActionButton } from "@/components/account/action-button";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatMinute } from "@/components/account/format";
import { KeyStateBadge } from "@/components/account/key-state-badge";
import { OperatorShell } from "@/components/account/operator-shell";
import { requirePageOperator } from "@/lib/accounts/page-account";
import { keyState } from "@/lib/api-keys/key-state";
import { readAllKeys } from "@/lib/api-keys/usage-report";
import { findPlan } from "@/lib/plans/plans";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "API keys" };

export default async function OperatorKeysPage() {
  await requirePageOperator("/operator");
  const runtime = getRuntime();
  const keys = await readAllKeys(runtime);
  return (
    <OperatorShell
      title="API keys"
      lead="Every key, its calls this month, and whether its subscription is active."
    >
      <Card>
        {keys.length === 0 ? (
          <p className="text-sm text-ink-soft">There is no key yet.</p>
        ) : (
          <DataTable
            head={[
              "Organisation",
              "Key",
              "Plan",
              "Calls this month",
              "Subscription",
              "Last used",
              "State",
              "Change",
            ]}
            numeric={[3]}
            rows={keys.map((key) => {
              const state = keyState(key, runtime.now());
              const plan = findPlan(key.plan)?.name ?? key.plan;
              return {
                key: key.keyId,
                cells: [
                  key.organization,
                  <div key="key">
                    <code className="whitespace-nowrap">
                      {key.prefix}…{key.lastFour}
                    </code>
                    <div className="text-ink-faint">{key.name}</div>
                  </div>,
                  key.mode === "test" ? `${plan}, test` : plan,
                  key.callsThisMonth.toLocaleString("en-US"),
                  <Badge key="subscription" tone={key.subscriptionActive ? "good" : "bad"}>
                    {key.subscriptionActive ? "Active" : `Not active: ${key.status}`}
                  </Badge>,
                  formatMinute(key.lastUsedAt),
                  <KeyStateBadge key="state" state={state} expiresAt={key.expiresAt} />,
                  state === "working" ? (
                    <ActionButton
                      key="change"
                      method="DELETE"
                      action={`/api/operator/keys/${key.keyId}`}
                      label="Revoke"
                      spoken={`Revoke ${key.name} of ${key.organization}`}
                      variant="danger"
                      confirm={{
                        title: `Revoke ${key.name} of ${key.organization}?`,
                        text: "The key is refused within a second. This cannot be undone.",
                        yes: "Revoke the key",
                      }}
                    />
                  ) : null,
                ],
              };
            })}
          />
        )}
      </Card>
    </OperatorShell>
  );
}
