import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "@/components/map/basemap/palette";
import type { LayerOf } from "@/components/map/basemap/spec";

/**
 * One layer of an OpenMapTiles style in our colours, or null where it would only compete with the signals (points
 * of interest, house numbers, shields, arrows, relief, patterns, buildings in 3D). What is drawn, where and at which
 * zoom stays the base style's choice. Layers on other schemas come back as they are.
 */
export function themedLayer(layer: LayerSpecification, palette: Palette): LayerSpecification | null {
  switch (layer.type) {
    case "background":
      return { ...layer, paint: { "background-color": palette.land } };
    case "fill":
      return themedFill(layer, palette);
    case "line":
      return themedLine(layer, palette);
    case "symbol":
      return themedSymbol(layer, palette);
    case "circle":
      return layer;
    default:
      return null;
  }
}

const NATURE = /wood|forest|grass|park|golf|cemeter|pitch|track|scrub|meadow|garden|playground|wetland/;

function themedFill(layer: LayerOf<"fill">, palette: Palette): LayerSpecification | null {
  if (layer.paint?.["fill-pattern"]) return null;
  const color = fillColor(layer, palette);
  if (color === null) return layer;
  const { "fill-opacity": opacity = 1, "fill-translate": translate = [0, 0] } = layer.paint ?? {};
  const { maxzoom, ...rest } = layer;
  // Flat buildings stay where the base style hands over to those in 3D, which are left out.
  const kept = layer["source-layer"] === "building" || maxzoom === undefined ? rest : layer;
  return { ...kept, paint: { "fill-opacity": opacity, "fill-translate": translate, "fill-color": color } };
}

function fillColor(layer: LayerOf<"fill">, palette: Palette): string | null {
  switch (layer["source-layer"]) {
    case "water":
      return palette.water;
    case "park":
      return palette.park;
    case "landcover":
    case "landuse":
      return NATURE.test(layer.id) ? palette.park : palette.built;
    case "building":
      return palette.building;
    case "aeroway":
    case "transportation":
      return palette.built;
    default:
      return null;
  }
}

function themedLine(layer: LayerOf<"line">, palette: Palette): LayerSpecification | null {
  if (layer.paint?.["line-pattern"]) return null;
  const color = lineColor(layer, palette);
  if (color === null) return layer;
  return { ...layer, paint: { ...layer.paint, "line-color": color } };
}

function lineColor(layer: LayerOf<"line">, palette: Palette): string | null {
  switch (layer["source-layer"]) {
    case "waterway":
    case "water":
      return palette.water;
    case "park":
    case "landcover":
    case "landuse":
      return palette.park;
    case "boundary":
      return palette.border;
    case "building":
      return palette.mainRoadEdge;
    case "aeroway":
      return palette.mainRoad;
    case "transportation":
      return roadColor(layer.id, palette);
    default:
      return null;
  }
}

function roadColor(id: string, palette: Palette): string {
  if (/rail|transit|ferry|hatching/.test(id)) return palette.rail;
  const isEdge = /casing|outline/.test(id);
  if (/motorway/.test(id)) return isEdge ? palette.motorwayEdge : palette.motorway;
  if (/trunk|primary|secondary|tertiary|link/.test(id))
    return isEdge ? palette.mainRoadEdge : palette.mainRoad;
  return isEdge ? palette.mainRoadEdge : palette.minorRoad;
}

function themedSymbol(layer: LayerOf<"symbol">, palette: Palette): LayerSpecification | null {
  const colors = labelColors(layer, palette);
  if (colors === null || !layer.layout?.["text-field"]) return null;
  return {
    ...layer,
    layout: withoutIcons(layer.layout),
    paint: { ...colors, "text-halo-width": 1.4 },
  };
}

function labelColors(layer: LayerOf<"symbol">, palette: Palette): LayerOf<"symbol">["paint"] | null {
  const onLand = (color: string) => ({ "text-color": color, "text-halo-color": palette.halo });
  switch (layer["source-layer"]) {
    case "place":
      return onLand(/city|country|capital/.test(layer.id) ? palette.placeStrong : palette.place);
    case "water_name":
    case "waterway":
      return { "text-color": palette.waterLabel, "text-halo-color": palette.water };
    case "park":
      return onLand(palette.parkLabel);
    case "transportation_name":
      return /shield/.test(layer.id) ? null : onLand(palette.roadLabel);
    case "aerodrome_label":
      return onLand(palette.placeFaint);
    default:
      return null;
  }
}

/** Names without pictures need no sprite. */
function withoutIcons(layout: NonNullable<LayerOf<"symbol">["layout"]>): LayerOf<"symbol">["layout"] {
  const kept = Object.entries(layout).filter(([name]) => !name.startsWith("icon-"));
  return Object.fromEntries(kept);
}
