import type { Palette } from "@/components/map/basemap/palette";
import type { LayerOf, LayerSpecification } from "@/components/map/basemap/spec";

const MEDIUM = ["Inter Medium"];
const STRONG = ["Inter SemiBold"];
const ITALIC = ["Inter Italic"];

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
    waterNames(palette),
    townNames(palette),
    cityNames(palette),
    oceanNames(palette),
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
