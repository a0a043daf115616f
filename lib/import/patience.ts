import { setTimeout } from "node:timers/promises";
import { AppError } from "@/lib/http/problem";

/** How long to wait before each further try. A store that is away longer ends the import, which can be run again. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** What the PostgreSQL client and the network say when the server is away, restarting or too busy to answer. */
const AWAY = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "40001",
  "40P01",
  "53300",
  "57014",
  "57P01",
  "57P02",
  "57P03",
]);

/** Does `work`, which must be harmless to repeat, again while a store is away. Throws its last error. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      await setTimeout(wait);
    }
  }
  return work();
}

function isAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "unavailable";
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && AWAY.has(code);
}
