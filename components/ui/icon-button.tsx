import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> {
  /** What the button does: its accessible name and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** `floating` lies on the map, `plain` inside a panel. */
  readonly look?: "floating" | "plain";
}

export function IconButton({
  label,
  icon,
  look = "plain",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid size-11 shrink-0 place-items-center rounded-full text-ink-soft transition-colors hover:text-ink aria-pressed:text-infrastructure",
        look === "floating"
          ? "bg-paper-raised shadow-card hover:bg-fill"
          : "hover:bg-fill active:bg-fill-strong",
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  );
}
