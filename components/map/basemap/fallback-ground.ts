import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "@/components/map/basemap/palette";
import type { LayerOf } from "@/components/map/basemap/spec";

/** Below this zoom the coarse world is drawn, from it on the detailed shores around the cities. */
const DETAIL_ZOOM = 7;

/** Water, land, parks and streets of the embedded basemap, in drawing order. */
export function groundLayers(palette: Palette): LayerSpecification[] {
  return [
    { id: "water", type: "background", paint: { "background-color": palette.water } },
    fill("world-land", "world", "land", palette.land),
    { ...fill("detail-water", "shores", "window", palette.water), minzoom: DETAIL_ZOOM },
    coast("shallows", palette.shallows, 10, [10, 6, 14, 26], 6),
    coast("coast", palette.coast, 9, [9, 0.6, 14, 2], 0),
    { ...fill("detail-land", "shores", "land", palette.land), minzoom: DETAIL_ZOOM },
    // Under parks and water, since whole families of streets are drawn straight across them.
    street("street-minor", ["minor"], palette.minorRoad, 12.2, [12.2, 0.5, 14, 1.7, 17, 9]),
    { ...fill("park", "ground", "park", palette.park), minzoom: 8 },
    { ...fill("inland-water", "ground", "water", palette.water), minzoom: 8 },
    { ...fill("islet", "ground", "islet", palette.park), minzoom: 12 },
    ...streetLayers(palette),
    border(palette),
  ];
}

function streetLayers(palette: Palette): LayerSpecification[] {
  return [
    street("street-main-edge", ["main"], palette.mainRoadEdge, 10.6, [10.6, 0.8, 12, 2.2, 14, 5, 17, 20]),
    street(
      "street-motorway-edge",
      ["motorway", "bridge"],
      palette.motorwayEdge,
      7,
      [7, 0.7, 11, 2.6, 14, 7, 17, 24],
    ),
    street("street-main", ["main"], palette.mainRoad, 10.6, [10.6, 0.4, 12, 1.3, 14, 3.6, 17, 17]),
    street(
      "street-motorway",
      ["motorway", "bridge"],
      palette.motorway,
      8,
      [8, 0.5, 11, 1.6, 14, 5.2, 17, 20],
    ),
  ];
}

function border({ border }: Palette): LayerOf<"line"> {
  return {
    id: "city-border",
    type: "line",
    source: "ground",
    filter: ["==", ["get", "kind"], "border"],
    minzoom: 9,
    paint: {
      "line-color": border,
      "line-opacity": 0.55,
      "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.7, 14, 1.4],
      "line-dasharray": [4, 3],
    },
  };
}

/** The glow and the edge around detailed land; land, drawn later, hides their inner half. */
function coast(id: string, color: string, minzoom: number, widths: Stops, blur: number): LayerOf<"line"> {
  return {
    id,
    type: "line",
    source: "shores",
    filter: ["==", ["get", "kind"], "land"],
    minzoom,
    layout: { "line-join": "round" },
    paint: {
      "line-color": color,
      "line-width": byZoom(widths),
      "line-blur": blur,
      "line-opacity": ["interpolate", ["linear"], ["zoom"], minzoom, 0, minzoom + 1, 1],
    },
  };
}

function fill(id: string, source: string, kind: string, color: string): LayerOf<"fill"> {
  return { id, type: "fill", source, filter: ["==", ["get", "kind"], kind], paint: { "fill-color": color } };
}

function street(id: string, kinds: string[], color: string, minzoom: number, widths: Stops): LayerOf<"line"> {
  return {
    id,
    type: "line",
    source: "streets",
    filter: ["match", ["get", "kind"], kinds, true, false],
    minzoom,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": color,
      "line-width": byZoom(widths),
      "line-opacity": ["interpolate", ["linear"], ["zoom"], minzoom, 0, minzoom + 0.6, 1],
    },
  };
}

function byZoom([zoom, width, ...more]: Stops): LineWidth {
  return ["interpolate", ["exponential", 1.5], ["zoom"], zoom, width, ...more];
}

/** Zoom, width in pixels, zoom, width and so on. */
type Stops = [zoom: number, width: number, ...more: number[]];
type LineWidth = NonNullable<LayerOf<"line">["paint"]>["line-width"];
