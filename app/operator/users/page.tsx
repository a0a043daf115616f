import type { Metadata } from "next";
import { ActionButton } from "@/components/account/action-button";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatDay, formatMinute } from "@/components/account/format";
import { OperatorShell } from "@/components/account/operator-shell";
import { Button } from "@/components/ui/button";
import { INPUT_CLASSES } from "@/components/ui/field";
import { listUsers } from "@/lib/accounts/operator-overview";
import { requirePageOperator } from "@/lib/accounts/page-account";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "People" };

interface UsersPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function OperatorUsersPage({ searchParams }: UsersPageProps) {
  const account = await requirePageOperator("/operator/users");
  const { q } = await searchParams;
  const search = typeof q === "string" ? q : "";
  const users = await listUsers(getRuntime().sql, search);
  return (
    <OperatorShell title="People">
      <Card>
        <form className="mb-5 flex max-w-md gap-2">
          <input
            name="q"
            type="search"
            defaultValue={search}
            aria-label="Search people"
            placeholder="Name or address"
            className={INPUT_CLASSES}
          />
          <Button type="submit">Search</Button>
        </form>
        {users.length === 0 ? (
          <p className="text-sm text-ink-soft">Nobody found.</p>
        ) : (
          <DataTable
            head={["Person", "Organisations", "Since", "Last seen", "State", "Change"]}
            rows={users.map((user) => ({
              key: user.id,
              cells: [
                <div key="person">
                  <div className="font-medium">{user.email}</div>
                  <div className="text-ink-faint">{user.name}</div>
                </div>,
                user.organizations.map(({ name }) => name).join(", "),
                formatDay(user.createdAt),
                formatMinute(user.lastSeenAt),
                <div key="state" className="flex flex-wrap gap-1.5">
                  {user.disabledAt !== null && <Badge tone="bad">Locked</Badge>}
                  {!user.isVerified && <Badge tone="warn">Unconfirmed</Badge>}
                  {user.role === "operator" && <Badge tone="good">Operator</Badge>}
                  {user.isDemo && <Badge>Demo</Badge>}
                </div>,
                user.id === account.userId ? null : (
                  <div key="change" className="flex flex-wrap gap-2">
                    <ActionButton
                      method="PATCH"
                      action={`/api/operator/users/${user.id}`}
                      body={{ disabled: user.disabledAt === null }}
                      label={user.disabledAt === null ? "Lock" : "Unlock"}
                      spoken={`${user.disabledAt === null ? "Lock" : "Unlock"} ${user.email}`}
                    />
                    <ActionButton
                      method="PATCH"
                      action={`/api/operator/users/${user.id}`}
                      body={{ role: user.role === "operator" ? "user" : "operator" }}
                      label={user.role === "operator" ? "No operator" : "Make operator"}
                      spoken={`${user.email}: ${user.role === "operator" ? "no operator any more" : "make operator"}`}
                      variant="quiet"
                      confirm={{
                        title: `Change the role of ${user.email}?`,
                        text: "Operators see every account, key and report of this site.",
                        yes: "Change the role",
                      }}
                    />
                  </div>
                ),
              ],
            }))}
          />
        )}
      </Card>
    </OperatorShell>
  );
}
