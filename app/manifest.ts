import type { MetadataRoute } from "next";
import { CITIES } from "@/lib/cities/cities";

/** The web app manifest: Stratum installs to the home screen and opens on the map. */
export default function manifest(): MetadataRoute.Manifest {
  const names = CITIES.map(({ name }) => name).join(", ");
  return {
    id: "/",
    name: "Stratum — what is happening on your block",
    short_name: "Stratum",
    description: `Anonymous neighbourhood signals on a live map: ${names} and everywhere else.`,
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f2ede6",
    theme_color: "#ffffff",
    categories: ["navigation", "news", "utilities"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
