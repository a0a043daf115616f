/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import {
  NetworkFirst,
  type PrecacheEntry,
  type RuntimeCaching,
  Serwist,
  type SerwistGlobalConfig,
  StaleWhileRevalidate,
} from "serwist";
import { flushOutbox } from "@/components/report/outbox";
import { SYNC_TAG } from "./sync-tag";

declare global {
  interface WorkerGlobalScope extends SerwistGlobalConfig {
    __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
  }
}
declare const self: ServiceWorkerGlobalScope;

const NETWORK_SECONDS = 4;

/** Answers that change slowly enough to be shown at once and renewed behind. */
const SLOW = ["/api/categories", "/api/cities", "/api/places", "/api/tiles.json"];
/** Answers worth showing old when there is no network. */
const LIVE = ["/api/clusters", "/api/tiles/", "/api/neighborhood/", "/api/scores"];

const runtimeCaching: RuntimeCaching[] = [
  {
    matcher: ({ request, sameOrigin, url }) =>
      sameOrigin && request.mode === "navigate" && (url.pathname === "/" || url.pathname === "/about"),
    handler: new NetworkFirst({ cacheName: "pages", networkTimeoutSeconds: NETWORK_SECONDS }),
  },
  {
    matcher: ({ sameOrigin, url }) => sameOrigin && SLOW.includes(url.pathname),
    handler: new StaleWhileRevalidate({ cacheName: "catalogue" }),
  },
  {
    matcher: ({ request, sameOrigin, url }) =>
      sameOrigin && request.method === "GET" && LIVE.some((path) => url.pathname.startsWith(path)),
    handler: new NetworkFirst({ cacheName: "signals", networkTimeoutSeconds: NETWORK_SECONDS }),
  },
];

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST ?? [],
  skipWaiting: true,
  clientsClaim: true,
  runtimeCaching,
  fallbacks: {
    entries: [{ url: "/offline", matcher: ({ request }) => request.mode === "navigate" }],
  },
});

serwist.addEventListeners();

// The browser calls when the network is back, even after the page was closed.
self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { readonly tag: string };
  if (tag === SYNC_TAG) waitUntil.call(event, flushOutbox());
});
