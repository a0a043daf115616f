import Link from "next/link";
import type { ReactNode } from "react";
import { PageShell } from "@/components/site/page-shell";
import { buttonClasses } from "@/components/ui/button";
import { AreaNav } from "./area-nav";
import { SignOutButton } from "./sign-out-button";

const ITEMS = [
  { href: "/operator", label: "API keys" },
  { href: "/operator/users", label: "People" },
  { href: "/operator/cities", label: "Cities" },
  { href: "/operator/moderation", label: "Moderation" },
  { href: "/operator/health", label: "Health" },
];

interface OperatorShellProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The frame of the operator pages. */
export function OperatorShell({ title, lead, children }: OperatorShellProps) {
  return (
    <PageShell
      title={title}
      width="wide"
      {...(lead === undefined ? {} : { lead })}
      actions={
        <>
          <Link href="/account" className={buttonClasses("quiet", "small")}>
            Account
          </Link>
          <SignOutButton />
        </>
      }
    >
      <AreaNav label="Operator" items={ITEMS} />
      <div className="flex flex-col gap-6">{children}</div>
    </PageShell>
  );
}
