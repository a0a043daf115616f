import type { StyleSpecification } from "maplibre-gl";
import { fallbackStyle } from "./basemap/style";
import { COUNT_FONT } from "./signal-layers";

export interface BaseStyleOptions {
  readonly theme: "light" | "dark";
  readonly styleUrl: string;
}

/** The ground under the signals. */
export async function loadBaseStyle({ theme }: BaseStyleOptions): Promise<StyleSpecification> {
  const { origin } = window.location;
  const style = fallbackStyle(theme, origin);
  return {
    ...style,
    "font-faces": { ...style["font-faces"], [COUNT_FONT]: `${origin}/basemap/fonts/inter-600.woff2` },
  };
}
