import { confidenceOf } from "@/lib/scoring/confidence";
import {
  CALIBRATION_MIN_H,
  CALIBRATION_MIN_K,
  CONFIDENCE_HALF_COUNT,
  CORROBORATION_HALF_COUNT,
  CORROBORATION_MAX,
  PENALTY_BASE,
  PENALTY_FACTOR,
  RECENCY_STEPS,
  RECENT_WINDOW_MS,
  SOURCE_CAP_POINTS,
  SOURCE_CAP_SWING_POINTS,
  SWING_BASE,
  SWING_FACTOR,
} from "@/lib/scoring/constants";
import { cellMeters, EXAMPLE_CITY } from "./cell-size";
import { formatAge } from "./format";
import { Formula } from "./formula";
import { PlainTable } from "./plain-table";

/** Weights, the two models, what one source may move, confidence. */
export function ScoresSection() {
  const { width, height } = cellMeters(6);
  return (
    <>
      <h2 id="weights">What a report weighs</h2>
      <p>
        A signal fades. Its weight <var>w</var> depends on its age alone and falls in steps; on a step&apos;s
        edge the older weight holds already. Reports that were resolved, closed, hidden or taken back weigh
        nothing.
      </p>
      <PlainTable
        caption="Weight of a report by its age"
        head={["Age", "Weight"]}
        rows={[
          ...RECENCY_STEPS.map(({ untilAgeMs, weight }, i) => {
            const from = RECENCY_STEPS[i - 1]?.untilAgeMs;
            const age =
              from === undefined
                ? `under ${formatAge(untilAgeMs)}`
                : `${formatAge(from)} to ${formatAge(untilAgeMs)}`;
            return { key: age, cells: [age, weight] };
          }),
          { key: "older", cells: ["older", 0] },
        ]}
      />

      <h2 id="classic">The classic model</h2>
      <p>
        Severity goes from 1 to 5. Safety and infrastructure start at {PENALTY_BASE} and can only lose. Vibe
        and opportunity start at {SWING_BASE} and swing both ways: polarity is +1 for what lifts a street,
        live music for one, and −1 for what spoils it, such as noise. Σ sums over the reports of the layer in
        the cell.
      </p>
      <Formula
        lines={[
          `safety, infrastructure = ${PENALTY_BASE} − Σ severity · w · ${PENALTY_FACTOR}`,
          `vibe, opportunity      = ${SWING_BASE} + Σ polarity · severity · w · ${SWING_FACTOR}`,
          "overall                = mean of the four",
        ]}
      />
      <p>
        Each is held between 0 and 100 and rounded half up to one decimal. A cell without any report has no
        score at all: nobody having looked is not the same as nothing being wrong.
      </p>

      <h2 id="calibrated">The calibrated model</h2>
      <p>
        In a busy city the classic model runs into the wall: cell after cell stands at 0 and nothing can be
        told apart. The calibrated model agrees with it while reports are few and then bends, so that it never
        reaches an end of the scale.
      </p>
      <Formula
        lines={[
          `P = Σ severity · w · ${PENALTY_FACTOR} · c`,
          `S = Σ polarity · severity · w · ${SWING_FACTOR} · c`,
          "",
          "safety, infrastructure = 100 · H / (H + P)",
          "vibe, opportunity      = 50 + 50 · S / (K + |S|)",
        ]}
      />
      <p>
        <var>H</var> is the median <var>P</var> of the city&apos;s active cells, at least {CALIBRATION_MIN_H};{" "}
        <var>K</var> the median |<var>S</var>|, at least {CALIBRATION_MIN_K}; each layer has its own. A cell
        is active in a layer when a report of that layer still weighs something there. So a typical cell of a
        busy city stands at 50, and quiet ones above.
      </p>
      <p>
        <var>c</var> is corroboration. It starts at 1 and grows with the number <var>n</var> of distinct
        people who say that it is still there, towards {CORROBORATION_MAX}:
      </p>
      <Formula lines={[`c = 1 + ${CORROBORATION_MAX - 1} · n / (n + ${CORROBORATION_HALF_COUNT})`]} />

      <h2 id="source-cap">No single voice decides</h2>
      <p>
        All reports that come from one source on one day and in one cell together move safety or
        infrastructure by at most {SOURCE_CAP_POINTS} points and vibe or opportunity by at most{" "}
        {SOURCE_CAP_SWING_POINTS}; beyond that they shrink in proportion. A source never counts less than its
        strongest single report. A source is known only by a keyed code that changes every day and from cell
        to cell, so it cannot be followed.
      </p>

      <h2 id="confidence">Confidence</h2>
      <p>
        Every score comes with a confidence between 0 and 1. Let <var>n</var> be the number of independent
        reports, each counted with its weight <var>w</var>, and every source once:
      </p>
      <Formula lines={[`confidence = n / (n + ${CONFIDENCE_HALF_COUNT})`]} />
      <p>
        {CONFIDENCE_HALF_COUNT} fresh independent reports give {confidenceOf(CONFIDENCE_HALF_COUNT)}. A score
        with a confidence far below that rests on a few voices; do not read much into it.
      </p>

      <h2 id="areas">Cells, ranks and history</h2>
      <p>
        Scores are made for cells of the 6-character geohash grid: in {EXAMPLE_CITY} {width} by {height}{" "}
        metres. Larger cells and whole cities are the mean of their 6-character cells, weighted by their
        reports. A cell&apos;s rank is its place by overall score among the cells of its city that have
        reports. Scores are kept at most once an hour. The count beside a score covers the last{" "}
        {formatAge(RECENT_WINDOW_MS)}.
      </p>
    </>
  );
}
