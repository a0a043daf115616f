import { LAYER_SHAPES } from "@/components/layers/layer-shape";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import type { Palette } from "./palette";

/** Side of a cluster image in CSS pixels at icon size 1, and the radius of the disc in it. */
export const CLUSTER_IMAGE_SIDE = 84;
export const CLUSTER_IMAGE_RADIUS = 36;

/** The ring is cut into this many equal parts, so that images repeat and few are ever drawn. */
export const SHARE_STEPS = 12;

const SINGLE_IMAGE_SIDE = 28;
const PIXEL_RATIO = 2;
const RING_WIDTH = 7;
const GAP_RADIANS = 0.09;

/** `cluster|6,3,2,1`: how many of the ring's parts each layer takes, in catalogue order. */
export function parseClusterImageId(id: string): readonly number[] | null {
  const match = /^cluster\|(\d+),(\d+),(\d+),(\d+)$/.exec(id);
  return match === null ? null : match.slice(1).map(Number);
}

/** The layer with the largest part; the first in catalogue order wins a draw. */
export function dominantLayer(parts: readonly number[]): SignalLayer {
  const largest = Math.max(...parts);
  return SIGNAL_LAYERS[parts.indexOf(largest)] ?? "safety";
}

/** A disc in the page's colour, the dominant layer's shape in it, and around it a ring that shows the mix. */
export function drawClusterImage(parts: readonly number[], palette: Palette): ImageData {
  const ground = disc(palette.paper);
  const { context, finish } = canvas2d(CLUSTER_IMAGE_SIDE);
  const middle = CLUSTER_IMAGE_SIDE / 2;
  context.putImageData(ground, 0, 0);
  const total = parts.reduce((sum, part) => sum + part, 0) || 1;
  const isMixed = parts.filter((part) => part > 0).length > 1;
  let angle = -Math.PI / 2;
  context.lineWidth = RING_WIDTH;
  for (const [index, part] of parts.entries()) {
    const layer = SIGNAL_LAYERS[index];
    if (part === 0 || layer === undefined) continue;
    const sweep = (part / total) * 2 * Math.PI;
    const gap = isMixed ? GAP_RADIANS / 2 : 0;
    context.strokeStyle = palette.layers[layer];
    context.beginPath();
    context.arc(middle, middle, CLUSTER_IMAGE_RADIUS - RING_WIDTH / 2 - 2, angle + gap, angle + sweep - gap);
    context.stroke();
    angle += sweep;
  }

  const layer = dominantLayer(parts);
  fillShape(context, layer, middle, 44, palette.layers[layer]);
  return finish();
}

const discs = new Map<string, ImageData>();

/** A disc with its shadow, drawn once for all clusters: shadows are the dear part of an image. */
function disc(color: string): ImageData {
  const drawn = discs.get(color);
  if (drawn !== undefined) return drawn;
  const { context, finish } = canvas2d(CLUSTER_IMAGE_SIDE);
  const middle = CLUSTER_IMAGE_SIDE / 2;
  context.save();
  context.shadowColor = "rgb(10 14 25 / 0.35)";
  context.shadowBlur = 8;
  context.shadowOffsetY = 3;
  context.fillStyle = color;
  context.beginPath();
  context.arc(middle, middle, CLUSTER_IMAGE_RADIUS, 0, 2 * Math.PI);
  context.fill();
  context.restore();
  const image = finish();
  discs.set(color, image);
  return image;
}

/** `single|vibe`: one report somewhere in the cell. */
export function parseSingleImageId(id: string): SignalLayer | null {
  const name = /^single\|([a-z]+)$/.exec(id)?.[1];
  return SIGNAL_LAYERS.find((layer) => layer === name) ?? null;
}

/** The layer's shape alone, small, outlined in the page's colour. */
export function drawSingleImage(layer: SignalLayer, palette: Palette): ImageData {
  const { context, finish } = canvas2d(SINGLE_IMAGE_SIDE);
  const middle = SINGLE_IMAGE_SIDE / 2;
  context.save();
  context.shadowColor = "rgb(10 14 25 / 0.4)";
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  fillShape(context, layer, middle, 19, palette.paper);
  context.restore();
  fillShape(context, layer, middle, 14, palette.layers[layer]);
  return finish();
}

/** Fills a layer's shape, `side` pixels wide, around the middle of the image. */
export function fillShape(
  context: CanvasRenderingContext2D,
  layer: SignalLayer,
  middle: number,
  side: number,
  color: string,
): void {
  const scale = side / 24;
  context.save();
  context.translate(middle - side / 2, middle - side / 2);
  context.scale(scale, scale);
  context.fillStyle = color;
  context.fill(new Path2D(LAYER_SHAPES[layer]));
  context.restore();
}

const canvases = new Map<number, CanvasRenderingContext2D>();

/**
 * An empty square canvas whose units are CSS pixels; `finish` gives its pixels at twice the density. There is one of
 * each side: finish an image before beginning the next.
 */
export function canvas2d(side: number): { context: CanvasRenderingContext2D; finish: () => ImageData } {
  const context = canvases.get(side) ?? newCanvas(side);
  canvases.set(side, context);
  context.setTransform(PIXEL_RATIO, 0, 0, PIXEL_RATIO, 0, 0);
  context.clearRect(0, 0, side, side);
  return { context, finish: () => context.getImageData(0, 0, side * PIXEL_RATIO, side * PIXEL_RATIO) };
}

function newCanvas(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = side * PIXEL_RATIO;
  canvas.height = side * PIXEL_RATIO;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("this browser has no 2D canvas");
  return context;
}

export const IMAGE_OPTIONS = { pixelRatio: PIXEL_RATIO } as const;
