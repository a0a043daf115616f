/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import {
  CacheableResponsePlugin,
  ExpirationPlugin,
  NetworkFirst,
  NetworkOnly,
  type PrecacheEntry,
  type RuntimeCaching,
  Serwist,
  type SerwistGlobalConfig,
  type SerwistPlugin,
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

const PAGES = "pages";
const NETWORK_SECONDS = 4;
const KEEP_SECONDS = 7 * 24 * 60 * 60;

/** Answers that change slowly enough to be shown at once and renewed behind. */
const SLOW = ["/api/categories", "/api/cities", "/api/places", "/api/tiles.json"];
/** Answers worth showing old when there is no network. */
const LIVE = ["/api/clusters", "/api/tiles/", "/api/neighborhood/", "/api/scores"];

/** The map is one page, whatever its address carries. */
const oneMapPage: SerwistPlugin = {
  cacheKeyWillBeUsed: async ({ request }) => {
    const { origin, pathname } = new URL(request.url);
    return pathname === "/" ? `${origin}/` : request;
  },
};

const atMost = (maxEntries: number): SerwistPlugin[] => [
  new CacheableResponsePlugin({ statuses: [200] }),
  new ExpirationPlugin({ maxEntries, maxAgeSeconds: KEEP_SECONDS }),
];

const runtimeCaching: RuntimeCaching[] = [
  {
    matcher: ({ request, sameOrigin, url }) =>
      sameOrigin && request.mode === "navigate" && (url.pathname === "/" || url.pathname === "/about"),
    handler: new NetworkFirst({
      cacheName: PAGES,
      networkTimeoutSeconds: NETWORK_SECONDS,
      plugins: [oneMapPage, ...atMost(20)],
    }),
  },
  {
    matcher: ({ sameOrigin, url }) => sameOrigin && SLOW.includes(url.pathname),
    handler: new StaleWhileRevalidate({ cacheName: "catalogue" }),
  },
  {
    matcher: ({ request, sameOrigin, url }) =>
      sameOrigin && request.method === "GET" && LIVE.some((path) => url.pathname.startsWith(path)),
    handler: new NetworkFirst({
      cacheName: "signals",
      networkTimeoutSeconds: NETWORK_SECONDS,
      plugins: atMost(400),
    }),
  },
  // Kept by nobody, but in a handler's hands, so that the fallback below stands in for it.
  { matcher: ({ request }) => request.mode === "navigate", handler: new NetworkOnly() },
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

// The map opens offline after the first visit. It is kept, not precached: its language and theme are those of the
// last time it was fetched.
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGES).then((pages) => pages.add("/")));
});

// The browser calls when the network is back, even after the page was closed.
self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { readonly tag: string };
  if (tag === SYNC_TAG) waitUntil.call(event, flushOutbox());
});
