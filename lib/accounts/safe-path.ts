/**
 * `path` when it names a place on this site, else `fallback`. Nothing that a browser could read as another host gets
 * through: `//host`, `/\host`, schemes, control characters.
 */
export function safePath(path: string | null | undefined, fallback = "/account"): string {
  if (typeof path !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes("\\"))
    return fallback;
  const base = "http://here.invalid";
  const url = URL.parse(path, base);
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
