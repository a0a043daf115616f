import type { LayerSpecification } from "maplibre-gl";
import { farLabelLayers } from "@/components/map/basemap/fallback-far-labels";
import type { Palette } from "@/components/map/basemap/palette";
import type { LayerOf } from "@/components/map/basemap/spec";

const MEDIUM = ["Inter Medium"];
const STRONG = ["Inter SemiBold"];

/** Grid and names of the embedded basemap; later layers win where there is no room for all. */
export function labelLayers(palette: Palette): LayerSpecification[] {
  return [
    gridLayer(5, palette, 10, 12.6),
    gridLayer(6, palette, 12.4, 24),
    streetNames(palette),
    parkNames(3, 15, palette),
    parkNames(2, 13.2, palette),
    hoodNames(3, 12.7, palette),
    parkNames(1, 11, palette),
    hoodNames(2, 11.4, palette),
    hoodNames(1, 10.6, palette),
    ...farLabelLayers(palette),
  ];
}

function gridLayer(precision: number, { grid }: Palette, minzoom: number, maxzoom: number): LayerOf<"line"> {
  return {
    id: `grid-${precision}`,
    type: "line",
    source: "grid",
    filter: ["==", ["get", "precision"], precision],
    minzoom,
    maxzoom,
    paint: {
      "line-color": grid,
      "line-width": 0.6,
      "line-opacity": ["interpolate", ["linear"], ["zoom"], minzoom, 0, minzoom + 0.6, 0.12],
    },
  };
}

function streetNames(palette: Palette): LayerOf<"symbol"> {
  return {
    id: "street-name",
    type: "symbol",
    source: "streets",
    filter: ["has", "name"],
    minzoom: 12.8,
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": ["get", "name"],
      "text-font": MEDIUM,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 9.5, 17, 13],
      "text-max-angle": 28,
      "text-padding": 14,
    },
    paint: {
      "text-color": palette.roadLabel,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.4,
    },
  };
}

function parkNames(rank: number, minzoom: number, palette: Palette): LayerOf<"symbol"> {
  return {
    id: `park-name-${rank}`,
    type: "symbol",
    source: "places",
    filter: [
      "all",
      ["match", ["get", "kind"], ["park", "airfield"], true, false],
      ["==", ["get", "rank"], rank],
    ],
    minzoom,
    layout: {
      "text-field": ["get", "name"],
      "text-font": MEDIUM,
      "text-size": ["interpolate", ["linear"], ["zoom"], 11, 10, 15, 12],
      "text-max-width": 7,
      "text-padding": 6,
    },
    paint: {
      "text-color": palette.parkLabel,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.2,
    },
  };
}

function hoodNames(rank: number, minzoom: number, palette: Palette): LayerOf<"symbol"> {
  return {
    id: `hood-name-${rank}`,
    type: "symbol",
    source: "places",
    filter: ["all", ["==", ["get", "kind"], "hood"], ["==", ["get", "rank"], rank]],
    minzoom,
    layout: {
      "text-field": ["get", "name"],
      "text-font": rank === 1 ? STRONG : MEDIUM,
      "text-size": ["interpolate", ["linear"], ["zoom"], 11, 11 - rank * 0.3, 15, 15 - rank],
      "text-letter-spacing": 0.02,
      "text-max-width": 7,
      "text-line-height": 1.15,
      "text-padding": 5,
    },
    paint: {
      "text-color": rank === 1 ? palette.placeStrong : rank === 2 ? palette.place : palette.placeFaint,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.5,
      "text-opacity": ["interpolate", ["linear"], ["zoom"], minzoom, 0, minzoom + 0.2, 1],
    },
  };
}
