import type { Theme } from "@/components/map/basemap/spec";

/** Colours of the ground under the signals: low in chroma, so that only signals are colourful. */
export interface Palette {
  readonly water: string;
  readonly shallows: string;
  readonly land: string;
  readonly coast: string;
  readonly park: string;
  readonly built: string;
  readonly building: string;
  readonly minorRoad: string;
  readonly mainRoad: string;
  readonly mainRoadEdge: string;
  readonly motorway: string;
  readonly motorwayEdge: string;
  readonly rail: string;
  readonly border: string;
  readonly grid: string;
  readonly halo: string;
  readonly placeStrong: string;
  readonly place: string;
  readonly placeFaint: string;
  readonly roadLabel: string;
  readonly waterLabel: string;
  readonly parkLabel: string;
}

const light: Palette = {
  water: "#c9dde6",
  shallows: "#d9e8ee",
  land: "#f2eee5",
  coast: "#b4ccd6",
  park: "#d6e3c7",
  built: "#eeeae1",
  building: "#ebe6db",
  minorRoad: "#ffffff",
  mainRoad: "#ffffff",
  mainRoadEdge: "#dbd3c3",
  motorway: "#f7e3bd",
  motorwayEdge: "#d9c193",
  rail: "#ddd7ca",
  border: "#a79f90",
  grid: "#6f6653",
  halo: "#f8f5ee",
  placeStrong: "#3b3833",
  place: "#625c52",
  placeFaint: "#7b7468",
  roadLabel: "#8d8576",
  waterLabel: "#5f8ba0",
  parkLabel: "#64814f",
};

const dark: Palette = {
  water: "#0f1a24",
  shallows: "#142330",
  land: "#20252d",
  coast: "#33424f",
  park: "#1f2f29",
  built: "#252b34",
  building: "#282e37",
  minorRoad: "#2b323c",
  mainRoad: "#3a434f",
  mainRoadEdge: "#1b2027",
  motorway: "#565a6b",
  motorwayEdge: "#1b2027",
  rail: "#2b323b",
  border: "#5b6471",
  grid: "#aebccf",
  halo: "#191e25",
  placeStrong: "#dfe4ea",
  place: "#aeb7c2",
  placeFaint: "#858f9c",
  roadLabel: "#77818e",
  waterLabel: "#54768c",
  parkLabel: "#6f9379",
};

export const PALETTES: Readonly<Record<Theme, Palette>> = { light, dark };
