import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { LAYER_IDS, SOURCES } from "./layer-ids";
import type { ScoreName } from "./view-state";

/** From low to high; orange and blue stay apart with every common colour blindness. */
export const SCORE_RAMP = [
  [0, "#b03a06"],
  [30, "#e58a4f"],
  [50, "#efe3c2"],
  [70, "#6aa9d8"],
  [100, "#0a4f8f"],
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
        "fill-opacity": ["interpolate", ["linear"], ["get", "confidence"], 0, 0.22, 1, 0.78],
      },
    },
    {
      id: LAYER_IDS.scoreLine,
      type: "line",
      source: SOURCES.scores,
      filter: ["!=", ["get", name], null],
      layout: { visibility },
      paint: { "line-color": color, "line-width": 1, "line-opacity": 0.55 },
    },
  ];
}
