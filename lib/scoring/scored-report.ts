import type { Severity, SignalLayer } from "@/lib/catalogue/catalogue";

/** What scoring needs to know of one live report (not resolved, not hidden, not expired). */
export interface ScoredReport {
  readonly id: string;
  readonly layer: SignalLayer;
  /** Direction of a vibe or opportunity report; safety and infrastructure reports lower whatever it says. */
  readonly polarity: 1 | -1;
  readonly severity: Severity;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Distinct people who said that it is still there. */
  readonly confirmations: number;
  /** Tag of where it came from; reports with the same tag share one cap. Null where it is unknown: never capped. */
  readonly source: string | null;
}
