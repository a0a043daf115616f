import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { type CellScore, scoreCell } from "@/lib/scoring/score";
import type { ScoredReport } from "@/lib/scoring/scored-report";
import { formatNumber, formatSigned } from "./format";
import { PlainTable } from "./plain-table";

const HOUR_MS = 3_600_000;
const AS_OF = 0;

interface Example {
  readonly text: string;
  readonly age: string;
  readonly report: ScoredReport;
}

const example = (
  text: string,
  age: string,
  ageHours: number,
  report: Pick<ScoredReport, "layer" | "polarity" | "severity" | "confirmations">,
): Example => ({
  text,
  age,
  report: { ...report, id: text, createdAt: AS_OF - ageHours * HOUR_MS, source: null },
});

const EXAMPLES: readonly Example[] = [
  example("Fallen wire, seen by three more", "2 hours", 2, {
    layer: "safety",
    polarity: -1,
    severity: 5,
    confirmations: 3,
  }),
  example("Pothole", "3 days", 72, { layer: "infrastructure", polarity: -1, severity: 3, confirmations: 0 }),
  example("Street party", "5 days", 120, { layer: "vibe", polarity: 1, severity: 4, confirmations: 0 }),
  example("Noise at night", "10 days", 240, { layer: "vibe", polarity: -1, severity: 3, confirmations: 0 }),
];

/** Four reports and what both models make of them, computed by the scoring code itself. */
export function ExampleSection() {
  const reports = EXAMPLES.map(({ report }) => report);
  const classic = scoreCell(reports, { model: "classic", asOf: AS_OF });
  const calibrated = scoreCell(reports, { model: "calibrated", asOf: AS_OF });
  const effect = (score: CellScore, id: string) =>
    formatSigned(score.explanation.find(({ reportId }) => reportId === id)?.effect ?? 0);
  return (
    <>
      <h2 id="example">An example</h2>
      <p>Four reports in one cell, and by how many points each moves its layer:</p>
      <PlainTable
        caption="Four reports, their weights and effects under both models"
        head={["Report", "Age", "Severity", "Weight", "Classic", "Calibrated"]}
        rows={EXAMPLES.map(({ text, age, report }) => ({
          key: text,
          cells: [
            text,
            age,
            report.severity,
            classic.explanation.find(({ reportId }) => reportId === report.id)?.weight ?? 0,
            effect(classic, report.id),
            effect(calibrated, report.id),
          ],
        }))}
      />
      <p>The scores that come out, with the least H and K:</p>
      <PlainTable
        caption="Scores of the example under both models"
        head={["", ...SIGNAL_LAYERS.map(capitalized), "Overall", "Confidence"]}
        rows={[classic, calibrated].map((score) => ({
          key: score.model,
          cells: [
            capitalized(score.model),
            ...[...SIGNAL_LAYERS, "overall" as const].map((name) => formatNumber(score.scores[name] ?? 0)),
            formatNumber(score.confidence, 2),
          ],
        }))}
      />
      <p>
        Every score card lists these effects for its own reports. Within a layer they add up to the distance
        from where the layer starts, but for rounding.
      </p>
    </>
  );
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
