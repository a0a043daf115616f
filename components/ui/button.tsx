import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "bg-ink text-paper hover:opacity-90 active:opacity-80 disabled:bg-fill-strong disabled:text-ink-faint",
  secondary: "bg-fill text-ink hover:bg-fill-strong active:bg-fill-strong disabled:text-ink-faint",
  quiet: "text-ink-soft hover:bg-fill hover:text-ink active:bg-fill-strong",
  danger: "bg-fill text-danger hover:bg-fill-strong",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-8 rounded-full px-3 text-[13px] gap-1.5",
  medium: "min-h-11 rounded-full px-4 text-sm gap-2",
  large: "min-h-13 rounded-full px-6 text-base gap-2.5",
};

/** Classes of a button, for links that look like one. */
export function buttonClasses(variant: ButtonVariant = "secondary", size: ButtonSize = "medium"): string {
  return cx(
    "inline-flex items-center justify-center font-semibold whitespace-nowrap select-none transition-[background-color,opacity,transform] duration-150 active:scale-[0.98]",
    VARIANTS[variant],
    SIZES[size],
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
}

export function Button({ variant, size, icon, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={cx(buttonClasses(variant, size), className)} {...rest}>
      {icon}
      {children}
    </button>
  );
}
