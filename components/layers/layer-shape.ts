import type { SignalLayer } from "@/lib/catalogue/catalogue";

/**
 * One shape per signal layer, so that colour is never the only cue: an octagon as on a stop sign for safety, a
 * circle for vibe, a square for infrastructure, a diamond for opportunity. SVG paths in a 24×24 box, the same on
 * the map and in the interface.
 */
export const LAYER_SHAPES: Readonly<Record<SignalLayer, string>> = {
  safety:
    "M7.1 2.6Q7.7 2 8.6 2H15.4Q16.3 2 16.9 2.6L21.4 7.1Q22 7.7 22 8.6V15.4Q22 16.3 21.4 16.9L16.9 21.4Q16.3 22 15.4 22H8.6Q7.7 22 7.1 21.4L2.6 16.9Q2 16.3 2 15.4V8.6Q2 7.7 2.6 7.1Z",
  vibe: "M12 1.8A10.2 10.2 0 1 1 12 22.2 10.2 10.2 0 1 1 12 1.8Z",
  infrastructure:
    "M6.5 2.8H17.5A3.7 3.7 0 0 1 21.2 6.5V17.5A3.7 3.7 0 0 1 17.5 21.2H6.5A3.7 3.7 0 0 1 2.8 17.5V6.5A3.7 3.7 0 0 1 6.5 2.8Z",
  opportunity:
    "M10.2 1.3Q12 -.5 13.8 1.3L22.7 10.2Q24.5 12 22.7 13.8L13.8 22.7Q12 24.5 10.2 22.7L1.3 13.8Q-.5 12 1.3 10.2Z",
};
