import { randomUUID } from "node:crypto";
import { createSerwistRoute } from "@serwist/turbopack";
import { DIST_DIR } from "@/lib/platform/dist-dir";

/** The service worker, `/serwist/sw.js`, bundled at build time with the list of files it keeps. */
export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute({
  swSrc: "components/offline/service-worker.ts",
  useNativeEsbuild: true,
  globPatterns: [
    `${DIST_DIR}/static/**/*.{js,mjs,css,woff2}`,
    "public/{basemap,icons}/**/*.{geojson,woff2,png}",
  ],
  globIgnores: [
    // Files that MapLibre's package refers to and the app never asks for, and letters of other alphabets.
    "**/maplibre-gl*-dev*",
    "**/maplibre-gl-shared.*",
    "**/media/maplibre-gl.*.mjs",
    "**/inter-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*",
  ],
  additionalPrecacheEntries: [{ url: "/offline", revision: randomUUID() }],
  maximumFileSizeToCacheInBytes: 3 * 1024 * 1024,
});
