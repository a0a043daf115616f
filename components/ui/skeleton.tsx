import { cx } from "./cx";

/** A grey shape in the place of what is still on its way. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={cx("animate-pulse rounded-lg bg-fill", className)} />;
}
