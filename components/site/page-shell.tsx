import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { requestDictionary } from "@/lib/i18n/request-locale";
import { Logo } from "./logo";

interface PageShellProps {
  readonly title?: string;
  readonly lead?: string;
  /** `text` for reading, `wide` for tables and cards. */
  readonly width?: "text" | "wide";
  /** Replaces the call to the map at the right end of the header, e.g. with an account menu. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The frame of every page that is not the map: header, title, content, footer. Its links are not fetched ahead: every
 * page is rendered per request, so that little would be gained for what it costs the page that is being read.
 */
export async function PageShell({ title, lead, width = "text", actions, children }: PageShellProps) {
  const t = await requestDictionary();
  const main = [
    ["/pricing", t.site.pricing],
    ["/docs", t.site.api],
    ["/about", t.site.about],
  ] as const;
  const all = [
    ["/about", t.site.about],
    ["/privacy", t.site.privacy],
    ["/methodology", t.site.methodology],
    ["/pricing", t.site.pricing],
    ["/docs", t.site.api],
  ] as const;
  return (
    <div className="flex min-h-dvh flex-col bg-paper">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-3 focus:rounded-full focus:bg-ink focus:px-4 focus:py-2 focus:text-paper"
      >
        {t.site.skipToContent}
      </a>
      <header className="sticky top-0 z-40 border-b border-line bg-paper/90 backdrop-blur-md">
        <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:gap-2 sm:px-6">
          <Link href="/" prefetch={false} className="mr-auto rounded-lg" aria-label={t.site.homeLabel}>
            <Logo />
          </Link>
          <nav aria-label={t.site.mainNavigation} className="hidden items-center sm:flex">
            {main.map(([href, label]) => (
              <Link key={href} href={href} prefetch={false} className={buttonClasses("quiet", "small")}>
                {label}
              </Link>
            ))}
          </nav>
          {actions ?? (
            <>
              <Link href="/account" prefetch={false} className={buttonClasses("quiet", "small")}>
                {t.site.account}
              </Link>
              <Link href="/" prefetch={false} className={cx(buttonClasses("primary", "small"), "ml-1")}>
                {t.site.openMap}
              </Link>
            </>
          )}
        </div>
      </header>
      <main
        id="content"
        className={cx(
          "mx-auto w-full flex-1 px-4 py-10 sm:px-6 sm:py-14",
          width === "text" ? "max-w-2xl" : "max-w-6xl",
        )}
      >
        {title !== undefined && (
          <div className="mb-8 max-w-2xl sm:mb-10">
            <h1 className="text-3xl font-bold tracking-tight text-balance sm:text-4xl">{title}</h1>
            {lead !== undefined && <p className="mt-3 text-lg text-ink-soft text-pretty">{lead}</p>}
          </div>
        )}
        {children}
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-3 px-4 py-8 text-sm text-ink-faint sm:px-6">
          <span className="mr-auto">{t.site.footer}</span>
          {all.map(([href, label]) => (
            <Link key={href} href={href} prefetch={false} className="hover:text-ink">
              {label}
            </Link>
          ))}
        </div>
      </footer>
    </div>
  );
}
