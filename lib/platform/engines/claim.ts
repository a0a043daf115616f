import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { link, readFile, rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { writePrivate } from "./secret";

const holderSchema = z.object({
  pid: z.number(),
  /** What holds the directory, in words for people: `npm start`, `npm run import`. */
  what: z.string(),
  /** Where it serves pages, if it does. */
  url: z.string().nullable(),
  port: z.number(),
  token: z.string(),
});

/** The live process that holds a data directory. */
export type Holder = z.infer<typeof holderSchema>;

/** The hold of this process on a data directory. */
export interface Claim {
  release(): Promise<void>;
}

/** Another live process holds the data directory. */
export class DataDirHeldError extends Error {
  override readonly name = "DataDirHeldError";

  constructor(readonly holder: Holder) {
    super(
      holder.url === null
        ? `The data directory is in use by ${holder.what} (process ${holder.pid}). Wait until it is done, or set STRATUM_DATA_DIR to another directory.`
        : `Stratum is already running here: ${holder.url} (process ${holder.pid}). Stop it first, or set STRATUM_DATA_DIR and PORT for a second one.`,
    );
  }
}

/**
 * Takes the data directory for this process. The holder listens on a loopback port and answers with a token that the
 * claim file names, so a claim whose process is gone, even with its number in use again, is known to be void.
 *
 * @throws DataDirHeldError when a live process holds it
 */
export async function claimDataDir(dataDir: string, what: string, url: string | null = null): Promise<Claim> {
  const path = join(dataDir, "claim.json");
  const token = randomBytes(16).toString("hex");
  const server = await listen(token);
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const text = JSON.stringify({ pid: process.pid, what, url, port, token } satisfies Holder);
  try {
    while (!(await createFile(path, text))) {
      const holder = await findHolder(dataDir);
      if (holder !== null) throw new DataDirHeldError(holder);
      await removeVoidClaim(path);
    }
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    release: async () => {
      if ((await readFile(path, "utf8").catch(() => "")).includes(token)) await rm(path, { force: true });
      server.close();
    },
  };
}

/** The live process that holds the data directory; null when nobody does. */
export async function findHolder(dataDir: string): Promise<Holder | null> {
  const holder = await readHolder(join(dataDir, "claim.json"));
  return holder !== null && (await answersWith(holder)) ? holder : null;
}

async function readHolder(path: string): Promise<Holder | null> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) return null;
    const parsed = holderSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    // Its writer may not be done with it.
    await setTimeout(50);
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function createFile(path: string, text: string): Promise<boolean> {
  try {
    await writePrivate(path, text, "wx");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the file aside before looking again, so that a claim made in this very moment by another is given back. */
async function removeVoidClaim(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const holder = await readHolder(aside);
  if (holder !== null && (await answersWith(holder))) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function listen(token: string): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(token));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return server;
}

async function answersWith({ port, token }: Holder): Promise<boolean> {
  const socket = connect({ port, host: "127.0.0.1", timeout: 2_000 });
  try {
    let answer = "";
    socket.on("timeout", () => socket.destroy(new Error("timeout")));
    for await (const chunk of socket.setEncoding("utf8")) answer += chunk;
    return answer === token;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
