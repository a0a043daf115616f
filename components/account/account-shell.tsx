import type { ReactNode } from "react";
import { PageShell } from "@/components/site/page-shell";
import type { Account } from "@/lib/accounts/account";
import { AreaNav, type NavItem } from "./area-nav";
import { OrganizationSwitch } from "./organization-switch";
import { SignOutButton } from "./sign-out-button";

const ITEMS: readonly NavItem[] = [
  { href: "/account", label: "Overview" },
  { href: "/account/usage", label: "Usage" },
  { href: "/account/keys", label: "API keys" },
  { href: "/account/members", label: "Members" },
  { href: "/account/billing", label: "Billing" },
  { href: "/account/places", label: "Saved places" },
  { href: "/account/alerts", label: "Alerts" },
  { href: "/account/settings", label: "Settings" },
];

interface AccountShellProps {
  readonly account: Account;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The frame of the account pages. */
export function AccountShell({ account, title, lead, children }: AccountShellProps) {
  const items = account.isOperator ? [...ITEMS, { href: "/operator", label: "Operator" }] : ITEMS;
  return (
    <PageShell
      title={title}
      width="wide"
      {...(lead === undefined ? {} : { lead })}
      actions={
        <>
          <OrganizationSwitch current={account.organization.id} organizations={account.organizations} />
          <SignOutButton />
        </>
      }
    >
      <AreaNav label="Account" items={items} />
      <div className="flex flex-col gap-6">{children}</div>
    </PageShell>
  );
}
