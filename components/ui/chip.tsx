"use client";

import { Toggle } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

interface ChipProps {
  readonly pressed: boolean;
  readonly onPressedChange: (pressed: boolean) => void;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** Small text after the label, such as a count. */
  readonly detail?: ReactNode;
  readonly label?: string;
  /** `floating` lies on the map, `filter` inside a panel. */
  readonly look?: "floating" | "filter";
}

const LOOKS = {
  floating:
    "min-h-10 px-3.5 text-sm border-transparent bg-paper-raised text-ink shadow-card hover:bg-fill data-[state=off]:border-line data-[state=off]:bg-paper-sunk data-[state=off]:text-ink-faint data-[state=off]:shadow-none",
  filter:
    "min-h-9 px-3 text-[13px] border-line text-ink hover:bg-fill data-[state=on]:border-ink data-[state=on]:bg-ink data-[state=on]:text-paper data-[state=on]:[&_svg]:text-paper",
} as const;

/** A switch in the shape of a chip: lit when on, hollow when off. */
export function Chip({
  pressed,
  onPressedChange,
  icon,
  children,
  detail,
  label,
  look = "floating",
}: ChipProps) {
  return (
    <Toggle.Root
      pressed={pressed}
      onPressedChange={onPressedChange}
      aria-label={label}
      className={cx(
        "inline-flex shrink-0 items-center gap-2 rounded-full border font-medium whitespace-nowrap transition-colors",
        LOOKS[look],
      )}
    >
      {icon}
      {/* The space keeps label and detail two words to whoever has them read out. */}
      <span>{children}</span>{" "}
      {detail !== undefined && (
        <span className="text-xs font-semibold text-ink-faint tabular-nums">{detail}</span>
      )}
    </Toggle.Root>
  );
}
