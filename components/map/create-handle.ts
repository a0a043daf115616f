import * as maplibregl from "maplibre-gl";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import type { Position } from "@/lib/geo/bbox";
import type { MapHandle, Viewport } from "./map-handle";

const MAX_PULSES = 8;
const PULSE_MS = 2_600;

/** The edges of what is in sight; a view of the whole world is clipped to one turn. */
export function viewportOf(map: maplibregl.Map): Viewport {
  const bounds = map.getBounds();
  const { lat, lng } = map.getCenter().wrap();
  const isWholeTurn = bounds.getEast() - bounds.getWest() >= 360;
  return {
    lat,
    lng,
    zoom: map.getZoom(),
    bearing: map.getBearing(),
    bbox: [
      isWholeTurn ? -180 : bounds.getWest(),
      Math.max(-90, bounds.getSouth()),
      isWholeTurn ? 180 : bounds.getEast(),
      Math.min(90, bounds.getNorth()),
    ],
  };
}

export function createHandle(map: maplibregl.Map, reducedMotion: boolean): MapHandle {
  let location: maplibregl.Marker | null = null;
  const pulses: maplibregl.Marker[] = [];
  return {
    flyTo: ({ center: [lng, lat], zoom }) => {
      const target = { center: [lng, lat] as [number, number], zoom: zoom ?? map.getZoom() };
      if (reducedMotion) map.jumpTo(target);
      else map.flyTo({ ...target, duration: 900, essential: false });
    },
    zoomBy: (steps) => map.easeTo({ zoom: map.getZoom() + steps, duration: reducedMotion ? 0 : 250 }),
    turnNorth: () => map.easeTo({ bearing: 0, duration: reducedMotion ? 0 : 250 }),
    showLocation: ([lng, lat]) => {
      location ??= new maplibregl.Marker({ element: decoration("stratum-here") });
      location.setLngLat([lng, lat]).addTo(map);
    },
    pulse: (position, layer) => {
      pulses.splice(0, Math.max(0, pulses.length + 1 - MAX_PULSES)).forEach((marker) => {
        marker.remove();
      });
      pulses.push(addPulse(map, position, layer));
    },
  };
}

function addPulse(map: maplibregl.Map, [lng, lat]: Position, layer: SignalLayer): maplibregl.Marker {
  const element = decoration("stratum-pulse");
  element.style.setProperty("--pulse", `var(--${layer})`);
  const marker = new maplibregl.Marker({ element }).setLngLat([lng, lat]).addTo(map);
  setTimeout(() => marker.remove(), PULSE_MS);
  return marker;
}

function decoration(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.setAttribute("aria-hidden", "true");
  return element;
}
