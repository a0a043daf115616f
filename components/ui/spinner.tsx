import { cx } from "./cx";

export function Spinner({ label, className }: { readonly label: string; readonly className?: string }) {
  return (
    <span role="status" className={cx("inline-flex", className)}>
      <svg viewBox="0 0 24 24" className="size-5 animate-spin" aria-hidden="true">
        <circle cx="12" cy="12" r="9" fill="none" stroke="var(--fill-strong)" strokeWidth="3" />
        <path
          d="M12 3a9 9 0 0 1 9 9"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      <span className="sr-only">{label}</span>
    </span>
  );
}
