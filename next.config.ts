import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.STRATUM_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["postgres", "pino", "sharp", "heic-decode"],
};

export default config;
