import type { PublicCity } from "@/components/api/types";
import { geohashCenter, isGeohash } from "@/lib/geo/geohash";
import type { Camera } from "./view-state";

const KEY = "stratum-camera";
const CITY_ZOOM = 12;
const CELL_ZOOM = 13.5;

/**
 * Where the map opens when the address has no camera: at the open cell, else where it was last, else the city of the
 * browser's time zone, else the first. The last two are guesses: the resident's own place would be better.
 */
export function startCamera(
  cell: string | null,
  cities: readonly PublicCity[],
): { readonly camera: Camera; readonly isGuess: boolean } {
  if (cell !== null && isGeohash(cell)) {
    const [lng, lat] = geohashCenter(cell);
    return { camera: { lat, lng, zoom: CELL_ZOOM - 2.5 * Math.max(0, 6 - cell.length) }, isGuess: false };
  }
  const last = readLast();
  if (last !== null) return { camera: last, isGuess: false };
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const city = cities.find((candidate) => candidate.timezone === timezone) ?? cities[0];
  const camera = city === undefined ? { lat: 20, lng: 0, zoom: 2 } : { ...city.center, zoom: CITY_ZOOM };
  return { camera, isGuess: true };
}

export function rememberCamera({ lat, lng, zoom }: Camera): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ lat, lng, zoom }));
  } catch {
    // Without storage the map opens on the city.
  }
}

function readLast(): Camera | null {
  try {
    const { lat, lng, zoom } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Camera>;
    return lat !== undefined && lng !== undefined && zoom !== undefined ? { lat, lng, zoom } : null;
  } catch {
    return null;
  }
}

/** The resident's own place, or null: asked only where the browser already has permission, unless `ask`. */
export async function ownPosition(
  ask: boolean,
): Promise<GeolocationPosition | GeolocationPositionError | null> {
  if (!("geolocation" in navigator)) return null;
  if (!ask) {
    const permission = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
    if (permission?.state !== "granted") return null;
  }
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(resolve, resolve, { timeout: 8_000, maximumAge: 60_000 }),
  );
}
