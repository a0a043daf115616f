interface HistogramProps {
  /** What a screen reader says in place of the picture. */
  readonly label: string;
  readonly title: string;
  /** Counts of equally wide bins from 0 to 100. */
  readonly bins: readonly number[];
  /** Colour of the bars, as CSS. */
  readonly color: string;
}

const WIDTH = 320;
const HEIGHT = 150;
const FLOOR = HEIGHT - 24;
const TOP = 22;

/** Bars of a distribution of scores; the tallest says how many cells it holds. */
export function Histogram({ label, title, bins, color }: HistogramProps) {
  const tallest = Math.max(1, ...bins);
  const width = WIDTH / bins.length;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="w-full">
        {bins.map((count, i) => {
          const height = ((FLOOR - TOP) * count) / tallest;
          const x = i * width;
          return (
            <g key={x}>
              <rect x={x + 1} y={FLOOR - height} width={width - 2} height={height} rx="1.5" fill={color} />
              {count === tallest && (
                <text
                  x={clampToFrame(x + width / 2)}
                  y={FLOOR - height - 6}
                  className="fill-ink-soft text-[11px]"
                  textAnchor="middle"
                >
                  {count}
                </text>
              )}
            </g>
          );
        })}
        <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} className="stroke-line-strong" />
        {[0, 50, 100].map((score) => (
          <text
            key={score}
            x={(score * WIDTH) / 100}
            y={HEIGHT - 6}
            textAnchor={score === 0 ? "start" : score === 100 ? "end" : "middle"}
            className="fill-ink-faint text-[11px]"
          >
            {score}
          </text>
        ))}
      </svg>
      <figcaption className="text-sm text-ink-soft">{title}</figcaption>
    </figure>
  );
}

function clampToFrame(x: number): number {
  return Math.min(WIDTH - 14, Math.max(14, x));
}
