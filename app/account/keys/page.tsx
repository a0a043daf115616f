import type { Metadata } from "next";
import Link from "next/link";
import { AccountShell } from "@/components/account/account-shell";
import { ActionButton } from "@/components/account/action-button";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatMinute } from "@/components/account/format";
import { KeyStateBadge } from "@/components/account/key-state-badge";
import { NewKeyForm } from "@/components/account/new-key-form";
import { RotateKeyButton } from "@/components/account/rotate-key-button";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { keyState } from "@/lib/api-keys/key-state";
import { listKeys } from "@/lib/api-keys/manage-keys";
import { listSubscriptions } from "@/lib/billing/list-subscriptions";
import { findPlan, SCOPE_LABELS, SCOPES } from "@/lib/plans/plans";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const account = await requirePageAccount("/account/keys");
  const runtime = getRuntime();
  const [keys, subscriptions] = await Promise.all([
    listKeys(runtime, account.organization.id),
    listSubscriptions(runtime, account.organization.id),
  ]);
  const canMakeLive = subscriptions.some(({ access, plan }) => access.active && plan.callsPerMonth > 0);
  return (
    <AccountShell
      account={account}
      title="API keys"
      lead="A key is shown once. We keep its hash, its first characters and its last four."
    >
      <Card title="New key">
        <NewKeyForm
          canMakeLive={canMakeLive}
          scopes={SCOPES.map((id) => ({ id, label: SCOPE_LABELS[id] }))}
        />
        {!canMakeLive && (
          <p className="mt-4 text-sm text-ink-soft">
            Live keys come with a paid plan.{" "}
            <Link href="/pricing" className="font-medium text-ink underline underline-offset-3">
              See the plans
            </Link>
          </p>
        )}
      </Card>
      <Card title="Keys of your organisation">
        {keys.length === 0 ? (
          <p className="text-sm text-ink-soft">No key yet.</p>
        ) : (
          <DataTable
            head={["Name", "Key", "Plan", "Last used", "State", "Change"]}
            rows={keys.map((key) => {
              const state = keyState(key, runtime.now());
              return {
                key: key.id,
                cells: [
                  key.name,
                  <code key="key" className="whitespace-nowrap">
                    {key.prefix}…{key.lastFour}
                  </code>,
                  key.mode === "test" ? `${planName(key.plan)}, test` : planName(key.plan),
                  formatMinute(key.lastUsedAt),
                  <KeyStateBadge key="state" state={state} expiresAt={key.expiresAt} />,
                  state === "working" ? (
                    <div key="change" className="flex flex-wrap gap-2">
                      <RotateKeyButton keyId={key.id} name={key.name} />
                      <ActionButton
                        method="DELETE"
                        action={`/api/account/keys/${key.id}`}
                        label="Revoke"
                        spoken={`Revoke ${key.name}`}
                        variant="danger"
                        confirm={{
                          title: `Revoke ${key.name}?`,
                          text: "Every program that uses this key is refused within a second. This cannot be undone.",
                          yes: "Revoke the key",
                        }}
                      />
                    </div>
                  ) : null,
                ],
              };
            })}
          />
        )}
      </Card>
    </AccountShell>
  );
}

function planName(id: string): string {
  return findPlan(id)?.name ?? id;
}
