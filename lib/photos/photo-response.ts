/** A WebP as an answer that no browser can take for anything but an image. */
export function photoResponse(webp: Uint8Array, cacheControl: string): Response {
  return new Response(Uint8Array.from(webp), {
    headers: {
      "Content-Type": "image/webp",
      "Cache-Control": cacheControl,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
