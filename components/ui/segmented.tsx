"use client";

import { RadioGroup } from "radix-ui";
import { cx } from "./cx";

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Spoken instead of a short label such as "7d". */
  readonly spoken?: string;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

/** One of a few: arrow keys move, the chosen one is raised. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<T>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
      className={cx("inline-flex rounded-full bg-fill p-1", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.spoken}
          className="min-h-8 min-w-11 flex-1 rounded-full px-3 whitespace-nowrap text-[13px] font-semibold text-ink-soft transition-colors hover:text-ink data-[state=checked]:bg-paper-raised data-[state=checked]:text-ink data-[state=checked]:shadow-card"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
