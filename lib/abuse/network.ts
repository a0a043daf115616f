import { isIP } from "node:net";
import { peerAddress } from "@/lib/http/peer-address";

/**
 * The network a request comes from: an IPv4 address, or the /64 prefix of an IPv6 address, because one household
 * is given a whole /64. null when the address is not known.
 *
 * Behind a proxy (`trustProxy`) the last entry of X-Forwarded-For counts, the one the proxy itself added. Without
 * one the header is ignored, since any client can send it.
 */
export function networkOf(request: Request, { trustProxy }: { readonly trustProxy: boolean }): string | null {
  const forwarded = trustProxy
    ? request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  const address = forwarded ?? peerAddress(request);
  return address === null ? null : toNetwork(address);
}

/** The network of an address; null when the text is no IP address. */
export function toNetwork(address: string): string | null {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/%.*$/, "");
  const mapped = bare.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(mapped) === 4) return mapped;
  return isIP(mapped) === 6 ? `${expandIpv6(mapped).slice(0, 4).join(":")}::/64` : null;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expandIpv6(address: string): string[] {
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":").flatMap(hexGroups));
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = groups(head);
  const after = groups(tail ?? "");
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill("0"), ...after];
}

/** One group as it is; a dotted tail ("1.2.3.4") as two groups. */
function hexGroups(group: string): string[] {
  if (!group.includes(".")) return [Number.parseInt(group, 16).toString(16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
  return [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)];
}
