import { invalid } from "@/lib/http/parse";
import { networkOf } from "./network";

/** Who acts, as far as an anonymous request tells. Neither value is ever stored or logged as it is. */
export interface Actor {
  /** Opaque token the client made and keeps; null when it sends none, and the network then stands in. */
  readonly device: string | null;
  /** IPv4 address or IPv6 /64 prefix; null where the server cannot know it. */
  readonly network: string | null;
}

const DEVICE_ID = /^[!-~]{1,200}$/;

/** @throws AppError `invalid` for a malformed `X-Device-Id` */
export function readActor(request: Request, env: { readonly trustProxy: boolean }): Actor {
  const device = request.headers.get("x-device-id") || null;
  if (device !== null && !DEVICE_ID.test(device)) {
    throw invalid([{ path: "X-Device-Id", message: "must be 1 to 200 visible ASCII characters" }]);
  }
  return { device, network: networkOf(request, env) };
}
