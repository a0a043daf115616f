export const SOURCES = {
  /** Vector tiles: `clusters`, and from street zooms on `reports`. */
  tiles: "stratum-tiles",
  /** Signals that this page has just sent. */
  own: "stratum-own",
  cells: "stratum-cells",
  /** Cells with their scores. */
  scores: "stratum-scores",
  /** Cells with the reports of one day. */
  replay: "stratum-replay",
} as const;

export const LAYER_IDS = {
  scores: "stratum-scores",
  scoreLine: "stratum-score-line",
  heat: "stratum-heat",
  cellFill: "stratum-cell-fill",
  cellLine: "stratum-cell-line",
  halo: "stratum-halo",
  cluster: "stratum-cluster",
  signal: "stratum-signal",
  crowd: "stratum-crowd",
  replay: "stratum-replay",
  own: "stratum-own",
} as const;
