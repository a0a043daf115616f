import fc from "fast-check";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { type CellScore, type ScoreOptions, scoreCell } from "@/lib/scoring/score";
import type { ScoredReport } from "@/lib/scoring/scored-report";

export const AS_OF = Date.UTC(2026, 10, 21, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let nextId = 0;

/** A fresh safety report of severity 5, unless told otherwise. */
export function report(fields: Partial<ScoredReport> & { readonly age?: number } = {}): ScoredReport {
  const { age = HOUR, ...rest } = fields;
  return {
    id: `r${String(nextId++).padStart(6, "0")}`,
    layer: "safety",
    polarity: -1,
    severity: 5,
    createdAt: AS_OF - age,
    confirmations: 0,
    source: null,
    ...rest,
  };
}

export function classic(reports: readonly ScoredReport[]): CellScore {
  return scoreCell(reports, { model: "classic", asOf: AS_OF });
}

export function calibrated(
  reports: readonly ScoredReport[],
  calibration: ScoreOptions["calibration"] = { H: 100, K: 50 },
): CellScore {
  return scoreCell(reports, { model: "calibrated", asOf: AS_OF, calibration });
}

const fieldsArbitrary = fc.record({
  layer: fc.constantFrom(...SIGNAL_LAYERS),
  polarity: fc.constantFrom(1 as const, -1 as const),
  severity: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const),
  createdAt: fc.integer({ min: 0, max: 40 * DAY }).map((age) => AS_OF - age),
  confirmations: fc.oneof(fc.constant(0), fc.nat(40)),
  source: fc.constantFrom(null, null, "a", "b", "c"),
});

/** Reports of one cell with ids of their own, up to `maxLength`. */
export function reportsArbitrary(maxLength = 40): fc.Arbitrary<ScoredReport[]> {
  return fc
    .array(fieldsArbitrary, { maxLength })
    .map((all) => all.map((fields, i) => ({ id: `p${String(i).padStart(6, "0")}`, ...fields })));
}

export const calibrationArbitrary = fc.record({
  H: fc.integer({ min: 100, max: 4000 }),
  K: fc.integer({ min: 50, max: 2000 }),
});
