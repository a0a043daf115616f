interface UsageChartProps {
  readonly days: readonly { readonly day: string; readonly calls: number; readonly errors: number }[];
}

const HEIGHT = 160;
const BAR = 20;
const GAP = 4;
const TOP = 18;

/** Calls per day as bars, with the same figures as a table for those who cannot see them. */
export function UsageChart({ days }: UsageChartProps) {
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const width = days.length * (BAR + GAP);
  const total = days.reduce((sum, { calls }) => sum + calls, 0);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT + TOP + 22}`}
        role="img"
        aria-label={`${total.toLocaleString("en-US")} calls over ${days.length} days; the busiest day had ${most.toLocaleString("en-US")}.`}
        className="w-full"
      >
        <text x="0" y="11" className="fill-ink-faint text-[11px]">
          {most.toLocaleString("en-US")} calls
        </text>
        <line x1="0" x2={width} y1={TOP} y2={TOP} className="stroke-line" strokeDasharray="3 4" />
        <line x1="0" x2={width} y1={HEIGHT + TOP} y2={HEIGHT + TOP} className="stroke-line-strong" />
        {days.map(({ day, calls }, index) => {
          const height = calls === 0 ? 0 : Math.max(2, (calls / most) * HEIGHT);
          return (
            <rect
              key={day}
              x={index * (BAR + GAP) + GAP / 2}
              y={TOP + HEIGHT - height}
              width={BAR}
              height={height}
              rx="3"
              className="fill-infrastructure"
            >
              <title>{`${shortDay(day)}: ${calls.toLocaleString("en-US")} calls`}</title>
            </rect>
          );
        })}
        {days.map(({ day }, index) =>
          (days.length - 1 - index) % 7 === 0 ? (
            <text
              key={day}
              x={index * (BAR + GAP) + GAP / 2 + BAR / 2}
              y={HEIGHT + TOP + 16}
              textAnchor={index === days.length - 1 ? "end" : "middle"}
              className="fill-ink-faint text-[11px]"
            >
              {shortDay(day)}
            </text>
          ) : null,
        )}
      </svg>
      <details className="mt-3 text-sm">
        <summary className="text-ink-soft">The same as a table</summary>
        <table className="mt-2 w-full max-w-sm tabular-nums">
          <thead>
            <tr className="text-left text-ink-faint">
              <th className="py-1 font-medium">Day (UTC)</th>
              <th className="py-1 text-right font-medium">Calls</th>
              <th className="py-1 text-right font-medium">Refused or failed</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, calls, errors }) => (
              <tr key={day} className="border-t border-line">
                <td className="py-1">{day}</td>
                <td className="py-1 text-right">{calls.toLocaleString("en-US")}</td>
                <td className="py-1 text-right">{errors.toLocaleString("en-US")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function shortDay(day: string): string {
  return new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }).format(
    new Date(day),
  );
}
