import { cx } from "@/components/ui/cx";

const TONES = {
  good: "border-good/50 text-good",
  warn: "border-warn/50 text-warn",
  bad: "border-danger/50 text-danger",
  plain: "border-line-strong text-ink-soft",
} as const;

/** A short state in words; the colour only repeats it. */
export function Badge({
  tone = "plain",
  children,
}: {
  readonly tone?: keyof typeof TONES;
  readonly children: string;
}) {
  return (
    <span
      className={cx(
        "inline-block rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
