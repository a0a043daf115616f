import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";

/** The page's colours as canvas and MapLibre take them. */
export interface Palette {
  readonly layers: Readonly<Record<SignalLayer, string>>;
  readonly onLayer: string;
  readonly paper: string;
  readonly paperSunk: string;
  readonly ink: string;
  readonly focus: string;
}

/** Reads the design tokens of the theme in force, so that they stand in one place: the style sheet. */
export function readPalette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const layers = Object.fromEntries(SIGNAL_LAYERS.map((layer) => [layer, read(layer)]));
  const palette = {
    layers: layers as Record<SignalLayer, string>,
    onLayer: read("on-layer"),
    paper: read("paper-raised"),
    paperSunk: read("paper-sunk"),
    ink: read("ink"),
    focus: read("focus"),
  };
  probe.remove();
  return palette;
}
