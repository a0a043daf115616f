interface UsageChartProps {
  readonly days: readonly { readonly day: string; readonly calls: number; readonly errors: number }[];
}

const HEIGHT = 100;
const STEP = 10;

/** Calls per day as bars, with the same figures as a table for those who cannot see them. */
export function UsageChart({ days }: UsageChartProps) {
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const total = days.reduce((sum, { calls }) => sum + calls, 0);
  const first = days[0]?.day;
  const middle = days[Math.floor(days.length / 2)]?.day;
  const last = days.at(-1)?.day;
  return (
    <figure>
      <div aria-hidden="true" className="border-b border-dashed border-line pb-1 text-xs text-ink-faint">
        {most.toLocaleString("en-US")} {most === 1 ? "call" : "calls"}
      </div>
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${total.toLocaleString("en-US")} calls over ${days.length} days; the busiest day had ${most.toLocaleString("en-US")}.`}
        className="h-40 w-full border-b border-line-strong"
      >
        {days.map(({ day, calls }, index) => {
          const height = calls === 0 ? 0 : Math.max(1.5, (calls / most) * HEIGHT);
          return (
            <rect
              key={day}
              x={index * STEP + 1}
              y={HEIGHT - height}
              width={STEP - 2}
              height={height}
              className="fill-infrastructure"
            >
              <title>{`${shortDay(day)}: ${calls.toLocaleString("en-US")} calls`}</title>
            </rect>
          );
        })}
      </svg>
      <div aria-hidden="true" className="mt-1.5 flex justify-between text-xs text-ink-faint">
        {[first, middle, last].map((day) =>
          day === undefined ? null : <span key={day}>{shortDay(day)}</span>,
        )}
      </div>
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
