"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";

export interface NavItem {
  readonly href: string;
  readonly label: string;
}

/** The pages of an area, the current one marked. */
export function AreaNav({ label, items }: { readonly label: string; readonly items: readonly NavItem[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="no-scrollbar -mx-4 mb-8 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 border-b border-line">
        {items.map(({ href, label: text }) => (
          <li key={href}>
            <Link
              href={href}
              ref={path === href ? bringIntoSight : undefined}
              aria-current={path === href ? "page" : undefined}
              className={cx(
                "-mb-px block border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap",
                path === href ? "border-ink text-ink" : "border-transparent text-ink-faint hover:text-ink",
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** On a phone the row is wider than the screen. */
function bringIntoSight(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ inline: "center", block: "nearest" });
}
