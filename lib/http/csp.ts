export interface CspOptions {
  /** Base64 value, new for every request. */
  readonly nonce: string;
  /** Origins of the base map (style, tiles, sprites, glyphs) and of the geocoder. */
  readonly connectOrigins: readonly string[];
  /** React's development build needs `eval`. */
  readonly development: boolean;
}

/** The Content-Security-Policy of every page: scripts by nonce only, workers and everything else from here. */
export function contentSecurityPolicy({ nonce, connectOrigins, development }: CspOptions): string {
  const origins = connectOrigins.length === 0 ? "" : ` ${connectOrigins.join(" ")}`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${origins}`,
    "font-src 'self'",
    `connect-src 'self'${origins}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
