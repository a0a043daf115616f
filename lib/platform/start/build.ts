import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { EngineError } from "@/lib/platform/engines/engine";
import type { Settings } from "@/lib/platform/engines/engines";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import type { Child } from "./child";

const NEXT = join(PROJECT_ROOT, "node_modules", "next", "dist", "bin", "next");
/** What the built app does not contain, at the top of the checkout. */
const NOT_BUILT = [
  "node_modules",
  "tests",
  "docs",
  "scripts",
  "sql",
  "infra",
  "coverage",
  "test-results",
  "next-env.d.ts",
];

/** Longer than load balancers and clients keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000;

/** Arguments of Node for a command of Next. */
export function nextArgs(...args: readonly string[]): string[] {
  return [NEXT, ...args];
}

/** Arguments of Node to serve the built app. */
export function serveArgs(port: number): string[] {
  return nextArgs("start", "-p", String(port), "--keepAliveTimeout", String(KEEP_ALIVE_MS));
}

/**
 * Builds the app unless the build there is was made from the very same sources.
 *
 * @throws EngineError when the build fails; what it left is removed, since Next would trip over it
 */
export async function ensureBuilt(settings: Settings, startBuild: () => Child): Promise<void> {
  const folder = join(PROJECT_ROOT, settings.STRATUM_DIST_DIR || ".next");
  const marker = join(folder, "stratum-sources");
  const sources = await fingerprint(settings.STRATUM_DATA_DIR);
  const built = await readFile(marker, "utf8").catch(() => null);
  if (built === sources) return;
  // Without a marker it is nothing, or a build that was cut short.
  if (built === null) await rm(folder, { recursive: true, force: true });
  await rm(marker, { force: true });
  const code = await startBuild().exited;
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true });
    throw new EngineError(`The build failed (${code ?? "killed"}); the lines marked "build" say why.`);
  }
  await writeFile(marker, sources);
}

/** A hash of every file that can end up in the build. */
async function fingerprint(dataDir: string | undefined): Promise<string> {
  const hash = createHash("sha256");
  const skipped = new Set([dataDir, ...NOT_BUILT.map((name) => join(PROJECT_ROOT, name))]);
  for (const path of (await listFiles(PROJECT_ROOT, skipped)).sort()) {
    hash.update(relative(PROJECT_ROOT, path)).update(await readFile(path));
  }
  return hash.digest("hex");
}

async function listFiles(folder: string, skipped: ReadonlySet<string | undefined>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || skipped.has(path)) return [];
    if (entry.isDirectory()) return listFiles(path, skipped);
    return entry.isFile() && !/\.(md|tsbuildinfo)$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(lists)).flat();
}
