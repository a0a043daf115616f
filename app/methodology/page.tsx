import type { Metadata } from "next";
import { PageShell } from "@/components/site/page-shell";
import { getRuntime } from "@/lib/platform/runtime";
import { listCalibrations, type StoredCalibration } from "@/lib/read-model/city-calibrations";
import { CalibrationSection } from "./calibration-section";
import { ExampleSection } from "./example-section";
import { LimitsSection } from "./limits-section";
import { ScoresSection } from "./scores-section";
import { SpreadSection } from "./spread-section";
import { StatisticsSection } from "./statistics-section";

export const metadata: Metadata = {
  title: "Methodology",
  description:
    "How Stratum turns residents' signals into scores, trends and hot spots, and what they are not for.",
};

const CONTENTS = [
  ["not-for", "What the scores must not be used for"],
  ["privacy", "How positions are blurred"],
  ["weights", "What a report weighs"],
  ["classic", "The classic model"],
  ["calibrated", "The calibrated model"],
  ["source-cap", "No single voice decides"],
  ["confidence", "Confidence"],
  ["areas", "Cells, ranks and history"],
  ["example", "An example"],
  ["calibration", "Calibration of the cities"],
  ["spread", "Both models on real data"],
  ["trends", "Trends"],
  ["hot-spots", "Hot spots"],
] as const;

export default async function MethodologyPage() {
  return (
    <PageShell
      title="How the scores are made"
      lead="Every formula and every number, as the running code uses them."
    >
      <div className="prose-text" lang="en">
        <nav aria-label="On this page">
          <ul className="sm:columns-2">
            {CONTENTS.map(([id, text]) => (
              <li key={id}>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
        <LimitsSection />
        <ScoresSection />
        <ExampleSection />
        <CalibrationSection cities={await storedCalibrations()} />
        <SpreadSection />
        <StatisticsSection />
      </div>
    </PageShell>
  );
}

/** Null while PostgreSQL is away: the rest of the page does without. */
async function storedCalibrations(): Promise<StoredCalibration[] | null> {
  const { sql, log } = getRuntime();
  try {
    return await listCalibrations(sql);
  } catch (error) {
    log.warn({ err: error }, "methodology page without the stored calibration");
    return null;
  }
}
