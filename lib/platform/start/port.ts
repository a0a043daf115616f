import { once } from "node:events";
import { createServer } from "node:net";
import { EngineError } from "@/lib/platform/engines/engine";
import type { Settings } from "@/lib/platform/engines/engines";

const DEFAULT_PORT = 3000;
const TRIES = 20;

/**
 * The port to serve on: the one that PORT names, or the first free one from 3000 on.
 *
 * @throws EngineError when PORT is not a port or is taken
 */
export async function choosePort({ PORT }: Settings): Promise<number> {
  if (!PORT) return firstFree();
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new EngineError(`PORT must be a whole number from 0 to 65535, not "${PORT}".`);
  }
  const free = await listenOn(port);
  if (free === null) {
    throw new EngineError(
      `Port ${port} is taken or not allowed. Set PORT to another one: PORT=${port + 1} npm start`,
    );
  }
  return free;
}

async function firstFree(): Promise<number> {
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + TRIES; port += 1) {
    if ((await listenOn(port)) === null) continue;
    if (port !== DEFAULT_PORT)
      console.log(`Stratum: port ${DEFAULT_PORT} is taken, so this one serves on ${port}.`);
    return port;
  }
  throw new EngineError(
    `Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + TRIES - 1} are all taken. Set PORT to a free one.`,
  );
}

/** The port if the app can have it: on all interfaces, and with nobody else on the loopback address. */
async function listenOn(port: number): Promise<number | null> {
  const everywhere = await listenFor(port);
  return everywhere === null ? null : listenFor(everywhere, "127.0.0.1");
}

/** Listens for a moment; answers the port, or null when that is not possible. */
async function listenFor(port: number, host?: string): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : null;
  } catch {
    return null;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
  }
}
