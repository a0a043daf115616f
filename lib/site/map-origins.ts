/** The distinct http(s) origins of some addresses; what is no absolute address is served from here and left out. */
export function mapOrigins(addresses: readonly (string | null)[]): string[] {
  const origins = addresses.flatMap((address) => {
    if (address === null || !URL.canParse(address)) return [];
    const { protocol, origin } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? [origin] : [];
  });
  return [...new Set(origins)];
}
