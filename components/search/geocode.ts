import type { Feature } from "geojson";
import type { FoundPlace } from "./find-places";

const MAX_ADDRESSES = 4;

/**
 * Addresses from a geocoder that answers with GeoJSON points, as Photon and Nominatim (`format=geojson`) do.
 * `template` holds `{query}`.
 */
export async function geocode(
  template: string,
  text: string,
  signal: AbortSignal,
): Promise<readonly FoundPlace[]> {
  const response = await fetch(template.replace("{query}", encodeURIComponent(text)), { signal });
  if (!response.ok) return [];
  const { features = [] } = (await response.json()) as { features?: readonly Feature[] };
  return features.slice(0, MAX_ADDRESSES).flatMap((feature, index) => {
    if (feature.geometry?.type !== "Point") return [];
    const [lng = 0, lat = 0] = feature.geometry.coordinates;
    const words = (feature.properties ?? {}) as Readonly<Record<string, string | undefined>>;
    const [name, ...rest] = (words.display_name ?? words.name ?? words.street ?? "").split(", ");
    if (name === undefined || name === "") return [];
    const within = [words.city, words.state, words.country].filter((word) => word !== undefined);
    return {
      id: `address-${index}-${lng},${lat}`,
      kind: "address" as const,
      name,
      within: (within.length > 0 ? within : rest).join(", ") || null,
      position: [lng, lat] as const,
      zoom: 16,
    };
  });
}
