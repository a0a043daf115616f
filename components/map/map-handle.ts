import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Bbox, Position } from "@/lib/geo/bbox";
import type { Camera } from "./view-state";

/** What is in sight: edges to a metre, so that counts are of what one sees. */
export interface Viewport extends Camera {
  readonly bbox: Bbox;
  readonly bearing: number;
}

export interface MapPadding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Commands to the one map, for controls that lie outside of its component. */
export interface MapHandle {
  readonly flyTo: (target: { center: Position; zoom?: number }) => void;
  /** Tells what panels cover, in CSS pixels: the middle of the map is the middle of what they leave free. */
  readonly cover: (padding: MapPadding) => void;
  readonly zoomBy: (steps: number) => void;
  readonly turnNorth: () => void;
  /** Marks the resident's own place. */
  readonly showLocation: (position: Position) => void;
  /** A gentle ring where a signal has arrived. */
  readonly pulse: (position: Position, layer: SignalLayer) => void;
}
