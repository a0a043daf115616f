import type { CityPlaces } from "@/components/api/types";
import type { Position } from "@/lib/geo/bbox";

export interface FoundPlace {
  readonly id: string;
  readonly kind: "coordinates" | "city" | "neighborhood" | "address";
  readonly name: string;
  /** The city of a neighbourhood, the region of an address. */
  readonly within: string | null;
  readonly position: Position;
  readonly zoom: number;
}

const MAX_RESULTS = 7;

/** Cities and neighbourhoods whose name holds the words, those that begin with them first; or typed coordinates. */
export function findPlaces(text: string, cities: readonly CityPlaces[]): FoundPlace[] {
  const coordinates = parseCoordinates(text);
  if (coordinates !== null) return [coordinates];
  const wanted = fold(text);
  if (wanted === "") return [];
  const all = cities.flatMap((city): FoundPlace[] => [
    {
      id: city.id,
      kind: "city",
      name: city.name,
      within: null,
      position: [city.center.lng, city.center.lat],
      zoom: 12,
    },
    ...city.neighborhoods.map(
      (place): FoundPlace => ({
        id: `${city.id}/${place.name}`,
        kind: "neighborhood",
        name: place.name,
        within: city.name,
        position: [place.lng, place.lat],
        zoom: 14.5,
      }),
    ),
  ]);
  const rank = (name: string) => {
    const folded = fold(name);
    if (folded.startsWith(wanted)) return 0;
    return folded.includes(` ${wanted}`) ? 1 : folded.includes(wanted) ? 2 : null;
  };
  return all
    .flatMap((place) => {
      const order = rank(place.name);
      return order === null ? [] : [{ place, order }];
    })
    .sort((a, b) => a.order - b.order || a.place.name.localeCompare(b.place.name))
    .slice(0, MAX_RESULTS)
    .map(({ place }) => place);
}

/** "37.77, -122.42" or "37.77 -122.42": latitude first, as people write it. */
function parseCoordinates(text: string): FoundPlace | null {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  const lat = Number(match?.[1]);
  const lng = Number(match?.[2]);
  if (match === null || Math.abs(lat) > 85 || Math.abs(lng) > 180) return null;
  const name = `${lat}, ${lng}`;
  return { id: name, kind: "coordinates", name, within: null, position: [lng, lat], zoom: 16 };
}

/** Lower case without accents or punctuation, so that "bayview hunters" finds "Bayview–Hunters Point". */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
