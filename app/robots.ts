import type { MetadataRoute } from "next";

/** The map and its texts may be found; answers and accounts need not be. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/account", "/operator", "/moderation"] },
  };
}
