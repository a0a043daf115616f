import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { iconNamed } from "@/components/layers/category-icons";
import { findCategory, type SignalLayer } from "@/lib/catalogue/catalogue";
import { canvas2d, fillShape } from "./cluster-image";
import type { Palette } from "./palette";

const SIDE = 44;
const SHAPE_SIDE = 32;
const ICON_SIDE = 17;

/** `signal|noise`: the image of one category. */
export function parseSignalImageId(id: string): string | null {
  return /^signal\|([a-z_0-9]+)$/.exec(id)?.[1] ?? null;
}

/** The layer's shape with the category's icon in it, outlined in the page's colour. */
export function drawSignalImage(categoryId: string, palette: Palette): ImageData {
  const category = findCategory(categoryId);
  const layer: SignalLayer = category?.layer ?? "safety";
  const { context, finish } = canvas2d(SIDE);
  const middle = SIDE / 2;

  context.save();
  context.shadowColor = "rgb(10 14 25 / 0.4)";
  context.shadowBlur = 5;
  context.shadowOffsetY = 2;
  fillShape(context, layer, middle, SHAPE_SIDE + 5, palette.paper);
  context.restore();
  fillShape(context, layer, middle, SHAPE_SIDE, palette.layers[layer]);

  context.translate(middle - ICON_SIDE / 2, middle - ICON_SIDE / 2);
  context.scale(ICON_SIDE / 24, ICON_SIDE / 24);
  context.strokeStyle = palette.onLayer;
  context.lineWidth = 2.3;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const path of iconPaths(category?.icon ?? "")) context.stroke(path);
  return finish();
}

/** The strokes of a Lucide icon as canvas paths, read from the drawing that React makes of it. */
function iconPaths(name: string): Path2D[] {
  const host = document.createElement("div");
  const root = createRoot(host);
  flushSync(() => root.render(createElement(iconNamed(name))));
  const paths = [...host.querySelectorAll("svg > *")].flatMap((element) => elementPath(element) ?? []);
  root.unmount();
  return paths;
}

function elementPath(element: Element): Path2D | null {
  const value = (name: string) => Number(element.getAttribute(name) ?? 0);
  const path = new Path2D();
  switch (element.tagName) {
    case "path":
      return new Path2D(element.getAttribute("d") ?? "");
    case "circle":
      path.arc(value("cx"), value("cy"), value("r"), 0, 2 * Math.PI);
      return path;
    case "ellipse":
      path.ellipse(value("cx"), value("cy"), value("rx"), value("ry"), 0, 0, 2 * Math.PI);
      return path;
    case "rect":
      path.roundRect(value("x"), value("y"), value("width"), value("height"), value("rx"));
      return path;
    case "line":
      path.moveTo(value("x1"), value("y1"));
      path.lineTo(value("x2"), value("y2"));
      return path;
    case "polyline":
    case "polygon": {
      const numbers = (element.getAttribute("points") ?? "").split(/[\s,]+/).map(Number);
      for (let i = 0; i + 1 < numbers.length; i += 2) path.lineTo(numbers[i] ?? 0, numbers[i + 1] ?? 0);
      if (element.tagName === "polygon") path.closePath();
      return path;
    }
    default:
      return null;
  }
}
