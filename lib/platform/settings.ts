import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { Settings } from "./engines/engines";
import { ensureSecret } from "./engines/secret";
import { PROJECT_ROOT } from "./project-root";

/** The settings of a launcher or script: the process environment over `.env.local` over `.env`. */
export function readSettings(): Settings {
  for (const name of [".env.local", ".env"]) {
    const path = join(PROJECT_ROOT, name);
    if (existsSync(path)) process.loadEnvFile(path);
  }
  return process.env;
}

/** The data directory, absolute: `.stratum` in the checkout unless STRATUM_DATA_DIR says otherwise. */
export function dataDirOf(settings: Settings): string {
  const named = settings.STRATUM_DATA_DIR || ".stratum";
  return isAbsolute(named) ? named : resolve(settings.STRATUM_DATA_DIR ? process.cwd() : PROJECT_ROOT, named);
}

/** The secrets that nobody set, made at first use and kept in the data directory. For embedded engines only. */
export async function localSecrets(dataDir: string, settings: Settings): Promise<Settings> {
  const names = ["STRATUM_SECRET", "NEXTAUTH_SECRET"] as const;
  const entries = await Promise.all(
    names.map(async (name) => [
      name,
      settings[name] || (await ensureSecret(dataDir, name.toLowerCase().replace("_", "-"))),
    ]),
  );
  return Object.fromEntries(entries);
}
