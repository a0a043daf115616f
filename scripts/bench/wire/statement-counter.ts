import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface StatementCounter {
  /** The database's address with this proxy in the place of the server. */
  readonly url: string;
  /** Statements run since the last call: Execute and simple Query messages, `begin` and `commit` among them. */
  readonly take: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A proxy in front of PostgreSQL that counts what clients send: no driver can hide a statement from it.
 *
 * Message formats: PostgreSQL documentation, "Frontend/Backend Protocol". TLS is not spoken.
 */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const read = messageReader((type) => {
      if (type === "E" || type === "Q") statements += 1;
    });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      socket.on("error", () => socket.destroy());
    }
    client.on("data", (chunk) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: url.href,
    take: () => {
      const taken = statements;
      statements = 0;
      return taken;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Calls `onMessage` with the type of each message in a client's byte stream, however it is cut into chunks. */
export function messageReader(onMessage: (type: string) => void): (chunk: Buffer) => void {
  // The first message of a connection has no type byte.
  let isStartup = true;
  let header: number[] = [];
  let toSkip = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (toSkip > 0) {
        const skipped = Math.min(toSkip, chunk.length - at);
        toSkip -= skipped;
        at += skipped;
        continue;
      }
      header.push(chunk[at] ?? 0);
      at += 1;
      if (header.length < (isStartup ? 4 : 5)) continue;
      const length = Buffer.from(header).readUInt32BE(header.length - 4);
      if (!isStartup) onMessage(String.fromCharCode(header[0] ?? 0));
      toSkip = length - 4;
      header = [];
      isStartup = false;
    }
  };
}
