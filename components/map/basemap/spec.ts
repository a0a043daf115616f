import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

export type LayerOf<Type extends LayerSpecification["type"]> = Extract<LayerSpecification, { type: Type }>;

/** Font names of a style and where their files are. */
export type FontFaces = NonNullable<StyleSpecification["font-faces"]>;

export type Theme = "light" | "dark";
