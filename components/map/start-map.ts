import * as maplibregl from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Camera } from "./view-state";

maplibregl.setWorkerUrl(new URL("maplibre-gl/dist/maplibre-gl-worker.mjs", import.meta.url).href);

export interface StartMapOptions {
  readonly container: HTMLElement;
  readonly camera: Camera;
  readonly label: string;
  readonly padding: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  readonly reducedMotion: boolean;
}

/** A map without style, rotation by touch off (a resident's map stays north-up unless turned on purpose). */
export function startMap({
  container,
  camera,
  label,
  padding,
  reducedMotion,
}: StartMapOptions): maplibregl.Map {
  const map = new maplibregl.Map({
    container,
    center: [camera.lng, camera.lat],
    zoom: camera.zoom,
    minZoom: 1.5,
    maxZoom: 19,
    maxPitch: 0,
    pitchWithRotate: false,
    attributionControl: false,
    fadeDuration: reducedMotion ? 0 : 200,
    locale: { "Map.Title": label },
    // Tiles are cheap to revalidate (ETag) and must never be a moment old after a signal has arrived.
    transformRequest: (url, type) =>
      type === "Tile" && url.startsWith(window.location.origin) ? { url, cache: "no-cache" } : { url },
  });
  map.touchZoomRotate.disableRotation();
  const imperial = navigator.language === "en-US";
  map.addControl(
    new maplibregl.ScaleControl({ maxWidth: 80, unit: imperial ? "imperial" : "metric" }),
    "bottom-right",
  );
  map.addControl(new maplibregl.AttributionControl({ compact: true }), "bottom-right");
  map.setPadding({ ...padding });
  // On a phone the credits fold to a button at once, as they do elsewhere after the first move.
  if (window.matchMedia("(max-width: 767px)").matches) map.once("load", () => foldCredits(container));
  return map;
}

function foldCredits(container: HTMLElement): void {
  const credits = container.querySelector(".maplibregl-ctrl-attrib");
  credits?.classList.remove("maplibregl-compact-show");
  credits?.removeAttribute("open");
}
