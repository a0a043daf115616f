import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { LAYER_IDS, SOURCES } from "./layer-ids";
import type { ScoreName } from "./view-state";

/**
 * From low to high: ColorBrewer's PuOr (Cynthia Brewer), which every common colour blindness leaves readable and which
 * is neither water nor park. Most scores lie between 45 and 90, so that is where the colours change fastest.
 */
export const SCORE_RAMP = [
  [0, "#7f3b08"],
  [40, "#b35806"],
  [55, "#e08214"],
  [65, "#fdb863"],
  [72, "#e6cfe0"],
  [78, "#b2abd2"],
  [88, "#8073ac"],
  [100, "#542788"],
] as const;

/** Cells shaded by a score, the fainter the less sure it is; hidden when no score is chosen. */
export function scoreLayers(score: ScoreName | null): LayerSpecification[] {
  const name = score ?? "overall";
  const visibility = score === null ? "none" : "visible";
  const value: ExpressionSpecification = ["coalesce", ["get", name], 50];
  const color = ["interpolate", ["linear"], value, ...SCORE_RAMP.flat()] as ExpressionSpecification;
  return [
    {
      id: LAYER_IDS.scores,
      type: "fill",
      source: SOURCES.scores,
      filter: ["!=", ["get", name], null],
      layout: { visibility },
      paint: {
        "fill-color": color,
        "fill-opacity": ["interpolate", ["linear"], ["get", "confidence"], 0, 0.4, 0.5, 0.75, 1, 0.9],
      },
    },
    {
      id: LAYER_IDS.scoreLine,
      type: "line",
      source: SOURCES.scores,
      filter: ["!=", ["get", name], null],
      layout: { visibility },
      paint: { "line-color": color, "line-width": 1, "line-opacity": 0.7 },
    },
  ];
}
