import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { UsageChart } from "@/components/account/usage-chart";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { listKeys } from "@/lib/api-keys/manage-keys";
import { readDailyUsage, readMonthByEndpoint } from "@/lib/api-keys/usage-report";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  const account = await requirePageAccount("/account/usage");
  const runtime = getRuntime();
  const owner = { organizationId: account.organization.id };
  const [days, month, keys] = await Promise.all([
    readDailyUsage(runtime, owner, 30),
    readMonthByEndpoint(runtime, owner),
    listKeys(runtime, account.organization.id),
  ]);
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  return (
    <AccountShell account={account} title="Usage">
      <Card
        title="Calls of the last 30 days"
        text="Charged calls of all keys of your organisation, per UTC day."
      >
        <UsageChart days={days} />
      </Card>
      <Card title="This month" text="By key and endpoint. Refused and failed calls cost nothing.">
        {month.length === 0 ? (
          <p className="text-sm text-ink-soft">No calls yet this month.</p>
        ) : (
          <DataTable
            head={["Key", "Endpoint", "Calls", "Refused or failed"]}
            numeric={[2, 3]}
            rows={month.map((row) => ({
              key: `${row.apiKeyId} ${row.endpoint}`,
              cells: [
                names.get(row.apiKeyId) ?? "a deleted key",
                <code key="endpoint">{row.endpoint}</code>,
                row.calls.toLocaleString("en-US"),
                row.errors.toLocaleString("en-US"),
              ],
            }))}
          />
        )}
      </Card>
    </AccountShell>
  );
}
