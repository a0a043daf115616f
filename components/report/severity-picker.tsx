"use client";

import { RadioGroup } from "radix-ui";
import { useI18n } from "@/components/i18n/i18n-provider";
import { LAYER_FILL } from "@/components/layers/layer-glyph";
import { cx } from "@/components/ui/cx";
import type { Category, Severity } from "@/lib/catalogue/catalogue";

interface SeverityPickerProps {
  readonly category: Category;
  readonly value: Severity;
  readonly onChange: (severity: Severity) => void;
}

const LEVELS: readonly Severity[] = [1, 2, 3, 4, 5];

/** How much it matters, in plain words on a scale of five; a good thing gets friendlier words. */
export function SeverityPicker({ category, value, onChange }: SeverityPickerProps) {
  const { t } = useI18n();
  const words = category.polarity > 0 ? t.report.severityGood : t.report.severity;
  return (
    <div>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <span id="severity-heading" className="text-sm font-medium text-ink-soft">
          {t.report.severityHeading}
        </span>
        <span aria-hidden="true" className="text-[15px] font-bold">
          {words[value]}
        </span>
      </div>
      <RadioGroup.Root
        aria-labelledby="severity-heading"
        orientation="horizontal"
        value={String(value)}
        onValueChange={(next) => onChange(Number(next) as Severity)}
        className="grid grid-cols-5 gap-1.5"
      >
        {LEVELS.map((level) => (
          <RadioGroup.Item
            key={level}
            value={String(level)}
            aria-label={words[level]}
            title={words[level]}
            className="group grid min-h-11 place-items-center rounded-xl"
          >
            <span
              className={cx(
                "w-full rounded-full transition-[height,background-color] duration-150",
                level <= value ? LAYER_FILL[category.layer] : "bg-fill-strong group-hover:bg-line-strong",
                level === value ? "h-4" : "h-2.5",
              )}
            />
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
