import { withSerwist } from "@serwist/turbopack";
import type { NextConfig } from "next";
import { DIST_DIR } from "./lib/platform/dist-dir";

const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
  },
];

const config: NextConfig = {
  distDir: DIST_DIR,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "pino", "sharp", "heic-decode", "hash-wasm"],
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    // A service worker that is kept for long keeps everything else for long.
    {
      source: "/serwist/:path*",
      headers: [
        { key: "Cache-Control", value: "no-cache" },
        { key: "Service-Worker-Allowed", value: "/" },
      ],
    },
    { source: "/basemap/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=86400" }] },
  ],
};

export default withSerwist(config);
