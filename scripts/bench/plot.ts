import { formatNumber, targetText } from "./print";
import type { Comparison, SectionResult } from "./result";

const WIDTH = 960;
const LABEL_WIDTH = 380;
const VALUE_WIDTH = 150;
const ROW = 22;
const HEAD = 46;
const FOOT = 34;
const TOP = 64;
const PLOT_LEFT = LABEL_WIDTH;
const PLOT_RIGHT = WIDTH - VALUE_WIDTH;

const STYLE = `
  text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #12151c }
  .page { fill: #ffffff } .title { font-size: 18px; font-weight: 650 } .head { font-weight: 650 }
  .faint { fill: #5f6878; font-size: 12px } .grid { stroke: #e3e6eb } .even { stroke: #8b93a3 }
  .win { stroke: #0a66ad; fill: #0a66ad } .loss { stroke: #c8430a; fill: #c8430a }
  .target { stroke: #12151c; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f3f5f8 } .page { fill: #14171e } .faint { fill: #98a1b1 } .grid { stroke: #2b303c }
    .even { stroke: #6d7688 } .win { stroke: #66b8f8; fill: #66b8f8 } .loss { stroke: #ff8f57; fill: #ff8f57 }
    .target { stroke: #f3f5f8 }
  }`;

interface Panel {
  readonly title: string;
  readonly caption: string;
  readonly rows: readonly Comparison[];
}

/** All ratios as one picture: median as a dot, quartiles as a bar, target as a tick, on logarithmic axes. */
export function plotResults(sections: readonly SectionResult[], subtitle: string): string {
  let y = TOP;
  const drawn = sections.flatMap(panelsOf).map((panel) => {
    const svg = drawPanel(panel, y);
    y += HEAD + panel.rows.length * ROW + FOOT;
    return svg;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="Ratios measured by npm run bench">
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${y}"/>
<text class="title" x="20" y="32">Stratum, measured beside what it could have been</text>
<text class="faint" x="20" y="52">${escapeXml(subtitle)}</text>
${drawn.join("\n")}
</svg>
`;
}

function panelsOf({ title, comparisons }: SectionResult): Panel[] {
  const of = (kind: Comparison["kind"]) => comparisons.filter((comparison) => comparison.kind === kind);
  return [
    { title, caption: "times as fast as", rows: of("faster") },
    { title, caption: "times as long as (less is better)", rows: of("overhead") },
  ].filter(({ rows }) => rows.length > 0);
}

function drawPanel({ title, caption, rows }: Panel, top: number): string {
  const { place, ticks } = logAxis(rows);
  const first = top + HEAD;
  const last = first + rows.length * ROW;
  const grid = ticks.map((value) => {
    const x = place(value);
    const label = `<text class="faint" x="${x}" y="${last + 16}" text-anchor="middle">${formatNumber(value)}×</text>`;
    return `<line class="${value === 1 ? "even" : "grid"}" x1="${x}" x2="${x}" y1="${first - 6}" y2="${last}"/>${label}`;
  });
  return [
    `<text class="head" x="20" y="${top + 22}">${escapeXml(title)}</text>`,
    `<text class="faint" x="${PLOT_LEFT}" y="${top + 22}">${caption}</text>`,
    ...grid,
    ...rows.map((row, i) => drawRow(row, first + i * ROW + ROW / 2, place)),
  ].join("\n");
}

function drawRow(comparison: Comparison, y: number, place: (value: number) => number): string {
  const { name, other, ratio, target, kind, met } = comparison;
  const wins = met ?? (kind === "faster" ? ratio.median >= 1 : true);
  const goal = target === null ? null : place("atLeast" in target ? target.atLeast : target.atMost);
  const verdict = met === null ? "" : met ? " ✓" : " ✗";
  return `<g class="${wins ? "win" : "loss"}"><title>${escapeXml(`${name} against ${other}: ${formatNumber(ratio.median)} (${formatNumber(ratio.q1)} to ${formatNumber(ratio.q3)}), target ${targetText(comparison) ?? "none"}`)}</title>
<line stroke-width="3" x1="${place(ratio.q1)}" x2="${place(ratio.q3)}" y1="${y}" y2="${y}"/><circle cx="${place(ratio.median)}" cy="${y}" r="4.5"/></g>
${goal === null ? "" : `<line class="target" x1="${goal}" x2="${goal}" y1="${y - 7}" y2="${y + 7}"/>`}
<text x="32" y="${y + 4}">${escapeXml(name)} <tspan class="faint">against ${escapeXml(other)}</tspan></text>
<text x="${WIDTH - 20}" y="${y + 4}" text-anchor="end">${formatNumber(ratio.median)}×${verdict}</text>`;
}

/** A logarithmic axis over powers of ten that holds every ratio, every target and 1. */
function logAxis(rows: readonly Comparison[]): {
  place: (value: number) => number;
  ticks: number[];
} {
  const goals = rows.flatMap(({ target }) =>
    target === null ? [] : ["atLeast" in target ? target.atLeast : target.atMost],
  );
  const values = [...rows.flatMap(({ ratio }) => [ratio.q1, ratio.q3]), ...goals, 1];
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const width = (PLOT_RIGHT - PLOT_LEFT - 20) / (high - low);
  return {
    place: (value) => Math.round((PLOT_LEFT + 10 + (Math.log10(value) - low) * width) * 10) / 10,
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
