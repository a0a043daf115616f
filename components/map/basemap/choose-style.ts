import type { StyleSpecification } from "maplibre-gl";
import type { Theme } from "@/components/map/basemap/spec";
import { fallbackStyle, themedStyle } from "@/components/map/basemap/style";

export interface ChooseStyleOptions {
  /** Style document of the tile server; null or empty goes straight to the embedded basemap. */
  readonly styleUrl: string | null;
  readonly theme: Theme;
  /** Origin that serves `/basemap`. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMilliseconds?: number;
}

export interface ChosenStyle {
  readonly style: StyleSpecification;
  /** True when the style's tiles come from the tile server, and may therefore fail. */
  readonly isRemote: boolean;
}

/** The tile server's style in our colours when it answers in time with a usable one, otherwise the embedded basemap. Never throws. */
export async function chooseStyle({
  styleUrl,
  theme,
  baseUrl,
  fetch,
  timeoutMilliseconds = 2_500,
}: ChooseStyleOptions): Promise<ChosenStyle> {
  if (styleUrl) {
    try {
      const response = await fetch(styleUrl, { signal: AbortSignal.timeout(timeoutMilliseconds) });
      const base: unknown = response.ok ? await response.json() : null;
      if (isStyle(base)) return { style: themedStyle(base, theme, baseUrl), isRemote: true };
    } catch {
      // Unreachable, too slow or no JSON: all the same to the reader of the map.
    }
  }
  return { style: fallbackStyle(theme, baseUrl), isRemote: false };
}

function isStyle(value: unknown): value is StyleSpecification {
  if (typeof value !== "object" || value === null) return false;
  const { version, layers, sources } = value as Partial<StyleSpecification>;
  return (
    version === 8 &&
    Array.isArray(layers) &&
    layers.length > 0 &&
    typeof sources === "object" &&
    sources !== null
  );
}
