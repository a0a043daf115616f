import { withSerwist } from "@serwist/turbopack";
import type { NextConfig } from "next";
import { DIST_DIR } from "./lib/platform/dist-dir";

const config: NextConfig = {
  distDir: DIST_DIR,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["postgres", "pino", "sharp", "heic-decode", "hash-wasm"],
  headers: async () => [
    {
      source: "/serwist/sw.js",
      headers: [
        { key: "Cache-Control", value: "no-cache" },
        { key: "Service-Worker-Allowed", value: "/" },
      ],
    },
  ],
};

export default withSerwist(config);
