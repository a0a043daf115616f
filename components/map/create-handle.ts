import * as maplibregl from "maplibre-gl";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { POSITION_DECIMALS, type Position } from "@/lib/geo/bbox";
import type { MapHandle, Viewport } from "./map-handle";

const MAX_PULSES = 8;
const FLIGHT_MS = 900;
const PULSE_MS = 2_600;

const FACTOR = 10 ** POSITION_DECIMALS;
const roundDown = (degrees: number) => Math.floor(degrees * FACTOR) / FACTOR;
const roundUp = (degrees: number) => Math.ceil(degrees * FACTOR) / FACTOR;

/**
 * The edges of what is in sight, rounded outwards, so that a camera which came back to its place asks for nothing
 * anew; a view of the whole world is clipped to one turn.
 */
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
      isWholeTurn ? -180 : roundDown(bounds.getWest()),
      Math.max(-90, roundDown(bounds.getSouth())),
      isWholeTurn ? 180 : roundUp(bounds.getEast()),
      Math.min(90, roundUp(bounds.getNorth())),
    ],
  };
}

export function createHandle(map: maplibregl.Map, reducedMotion: boolean): MapHandle {
  let location: maplibregl.Marker | null = null;
  const pulses: maplibregl.Marker[] = [];
  let covered: maplibregl.PaddingOptions = map.getPadding();
  let flight: { readonly center: [number, number]; readonly zoom: number } | null = null;
  map.on("moveend", () => {
    flight = null;
  });
  const fly = (target: NonNullable<typeof flight>) => {
    if (reducedMotion) map.jumpTo({ ...target, padding: covered });
    else map.flyTo({ ...target, padding: covered, duration: FLIGHT_MS });
    // Only now: starting a flight ends the one before it, and that counts as the end of a move.
    flight = target;
  };
  return {
    flyTo: ({ center: [lng, lat], zoom }) => fly({ center: [lng, lat], zoom: zoom ?? map.getZoom() }),
    cover: (padding) => {
      covered = { ...padding };
      // A panel that opens during a flight moves its goal.
      if (flight !== null && map.isMoving()) fly(flight);
      else map.easeTo({ padding: covered, duration: reducedMotion ? 0 : 350 });
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
