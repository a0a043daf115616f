import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Next hands route handlers no socket, and keeps an X-Forwarded-For that the client sent, so neither tells who is
 * really connected. This notes the socket's address on each request as it arrives, under a header name that
 * nobody outside this process can guess.
 */
const key = Symbol.for("stratum.peer-header");
const shared = globalThis as { [key]?: string };

/** Starts noting; once a process, before the first request (`instrumentation.ts`). */
export function notePeerAddresses(): void {
  if (shared[key] !== undefined) return;
  const header = `x-peer-${randomBytes(16).toString("hex")}`;
  shared[key] = header;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.socket.remoteAddress !== undefined) request.headers[header] = request.socket.remoteAddress;
  });
}

/** The IP address at the other end of the connection; null where nobody noted it. */
export function peerAddress(request: Request): string | null {
  const header = shared[key];
  return header === undefined ? null : request.headers.get(header);
}
