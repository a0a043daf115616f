interface QuotaBarProps {
  readonly used: number;
  readonly limit: number;
  readonly resetsOn: string;
}

/** How much of the month's calls is used. */
export function QuotaBar({ used, limit, resetsOn }: QuotaBarProps) {
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  const tone = share >= 1 ? "bg-danger" : share >= 0.8 ? "bg-warn" : "bg-good";
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-semibold tabular-nums">
          {used.toLocaleString("en-US")} of {limit.toLocaleString("en-US")} calls
        </span>
        <span className="text-ink-faint">resets {resetsOn}</span>
      </div>
      <div aria-hidden="true" className="mt-2 h-2 overflow-hidden rounded-full bg-fill">
        <div className={`h-full rounded-full ${tone}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
