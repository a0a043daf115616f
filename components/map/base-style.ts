import type { StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

const interUrl = new URL("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", import.meta.url)
  .href;

export interface BaseStyleOptions {
  readonly theme: "light" | "dark";
  readonly styleUrl: string;
  readonly palette: Palette;
}

/** The ground under the signals. */
export async function loadBaseStyle({ palette }: BaseStyleOptions): Promise<StyleSpecification> {
  return {
    version: 8,
    "font-faces": { Inter: interUrl },
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": palette.paperSunk } }],
  };
}
