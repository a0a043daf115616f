import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { LAYER_SHAPES } from "./layer-shape";

/** Tailwind classes that paint text or an icon in a layer's colour. */
export const LAYER_TEXT: Readonly<Record<SignalLayer, string>> = {
  safety: "text-safety",
  vibe: "text-vibe",
  infrastructure: "text-infrastructure",
  opportunity: "text-opportunity",
};

export const LAYER_FILL: Readonly<Record<SignalLayer, string>> = {
  safety: "bg-safety",
  vibe: "bg-vibe",
  infrastructure: "bg-infrastructure",
  opportunity: "bg-opportunity",
};

interface LayerGlyphProps {
  readonly layer: SignalLayer;
  readonly size?: number;
  /** Hollow when the layer is switched off. */
  readonly hollow?: boolean;
}

/** The layer's shape in its colour. Decorative: the name stands beside it. */
export function LayerGlyph({ layer, size = 16, hollow = false }: LayerGlyphProps) {
  return (
    <svg
      viewBox="-1 -1 26 26"
      width={size}
      height={size}
      className={`shrink-0 ${LAYER_TEXT[layer]}`}
      aria-hidden="true"
    >
      <path
        d={LAYER_SHAPES[layer]}
        fill={hollow ? "none" : "currentColor"}
        stroke="currentColor"
        strokeWidth={hollow ? 2.5 : 0}
      />
    </svg>
  );
}
