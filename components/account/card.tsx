import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface CardProps {
  readonly title?: string;
  readonly text?: string;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A titled box of the account and operator pages. */
export function Card({ title, text, actions, className, children }: CardProps) {
  return (
    <section className={cx("rounded-2xl border border-line bg-paper-raised p-5 sm:p-6", className)}>
      {(title !== undefined || actions !== undefined) && (
        <div className="not-last:mb-4 flex flex-wrap items-start justify-between gap-3">
          <div>
            {title !== undefined && <h2 className="text-lg font-semibold tracking-tight">{title}</h2>}
            {text !== undefined && <p className="mt-1 max-w-prose text-sm text-ink-soft">{text}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
