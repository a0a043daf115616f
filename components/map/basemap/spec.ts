import type { Map as MapLibreMap } from "maplibre-gl";

export type StyleSpecification = ReturnType<MapLibreMap["getStyle"]>;
export type LayerSpecification = StyleSpecification["layers"][number];
export type LayerOf<Type extends LayerSpecification["type"]> = Extract<LayerSpecification, { type: Type }>;

export type Theme = "light" | "dark";
