import type { Sql } from "postgres";

/** How old the version at hand may be before it is read again, in milliseconds. */
const FRESH_MS = 400;

let known: { version: number; readAt: number } | null = null;
let reading: Promise<number> | null = null;

/** Version of the map's data, at most 0.4 s old; many requests at once share one read. */
export async function dataVersion(sql: Sql, now: number): Promise<number> {
  if (known !== null && now - known.readAt < FRESH_MS) return known.version;
  reading ??= readVersion(sql).finally(() => {
    reading = null;
  });
  const version = await reading;
  known = { version, readAt: now };
  return version;
}

async function readVersion(sql: Sql): Promise<number> {
  const [state] = await sql<{ version: number }[]>`select version from projection_state`;
  return state?.version ?? 0;
}
