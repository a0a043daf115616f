import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "@/components/map/basemap/palette";
import type { LayerOf } from "@/components/map/basemap/spec";

const STRONG = ["Inter SemiBold"];
const ITALIC = ["Inter Italic"];

/** Names of waters, towns, cities and oceans, for the zooms from the world to the city. */
export function farLabelLayers(palette: Palette): LayerSpecification[] {
  return [waterNames(palette), townNames(palette), cityNames(palette), oceanNames(palette)];
}

function waterNames(palette: Palette): LayerOf<"symbol"> {
  return {
    id: "water-name",
    type: "symbol",
    source: "places",
    filter: ["match", ["get", "kind"], ["bay", "strait", "sea", "island", "airfield"], true, false],
    minzoom: 9,
    layout: {
      "text-field": ["get", "name"],
      "text-font": ITALIC,
      "text-size": [
        "interpolate",
        ["linear"],
        ["zoom"],
        9,
        ["match", ["get", "kind"], ["bay", "sea"], 12, 10.5],
        14,
        ["match", ["get", "kind"], ["bay", "sea"], 16, 13],
      ],
      "text-letter-spacing": 0.08,
      "text-max-width": 7,
    },
    paint: {
      "text-color": [
        "match",
        ["get", "kind"],
        "island",
        palette.parkLabel,
        "airfield",
        palette.placeFaint,
        palette.waterLabel,
      ],
      "text-halo-color": ["match", ["get", "kind"], ["bay", "sea"], palette.water, palette.halo],
      "text-halo-width": 1.1,
    },
  };
}

function townNames(palette: Palette): LayerOf<"symbol"> {
  return {
    id: "town-name",
    type: "symbol",
    source: "places",
    filter: ["match", ["get", "kind"], ["town", "metropolis"], true, false],
    minzoom: 8.6,
    maxzoom: 13.5,
    layout: {
      "text-field": ["get", "name"],
      "text-font": STRONG,
      "text-size": [
        "interpolate",
        ["linear"],
        ["zoom"],
        9,
        ["match", ["get", "kind"], "metropolis", 12, 11],
        13,
        ["match", ["get", "kind"], "metropolis", 17, 15],
      ],
      "text-max-width": 8,
      "text-padding": 4,
    },
    paint: {
      "text-color": palette.place,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.6,
    },
  };
}

function cityNames(palette: Palette): LayerOf<"symbol"> {
  return {
    id: "city-name",
    type: "symbol",
    source: "places",
    filter: [
      "all",
      ["==", ["get", "kind"], "city"],
      ["<=", ["get", "rank"], ["step", ["zoom"], 1, 2.8, 2, 4.4, 3]],
    ],
    maxzoom: 11,
    layout: {
      "text-field": ["get", "name"],
      "text-font": STRONG,
      "text-size": [
        "interpolate",
        ["linear"],
        ["zoom"],
        2,
        ["-", 12, ["get", "rank"]],
        9,
        ["-", 19, ["*", 2, ["get", "rank"]]],
      ],
      "symbol-sort-key": ["get", "rank"],
      "text-padding": 4,
    },
    paint: {
      "text-color": palette.placeStrong,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.6,
    },
  };
}

function oceanNames(palette: Palette): LayerOf<"symbol"> {
  return {
    id: "ocean-name",
    type: "symbol",
    source: "places",
    filter: ["==", ["get", "kind"], "ocean"],
    maxzoom: 6,
    layout: {
      "text-field": ["get", "name"],
      "text-font": ITALIC,
      "text-size": 13,
      "text-letter-spacing": 0.18,
      "text-max-width": 6,
    },
    paint: { "text-color": palette.waterLabel },
  };
}
